import type { OpenAPIObject } from '@nestjs/swagger';

/** What generated clients call each operation. A route that is not here keeps the name of its handler, which a test refuses. */
const OPERATION_IDS: Readonly<Record<string, string>> = {
  'get /v1/caller': 'getCaller',
  'get /health/live': 'getLiveness',
  'get /health/ready': 'getReadiness',
  'get /metrics': 'getMetrics',
  'get /problems': 'listProblems',
  'get /problems/{slug}': 'getProblem',
  'get /v1/keys': 'listKeys',
  'post /v1/keys': 'createKey',
  'delete /v1/keys/{id}': 'revokeKey',
  'post /v1/keys/{id}/rotation': 'rotateKey',
  'get /v1/policies': 'listPolicies',
  'post /v1/policies': 'registerPolicy',
  'get /v1/policies/{id}': 'getState',
  'post /v1/policies/{id}/amendment': 'amendPolicy',
  'post /v1/policies/{id}/developments': 'recordDevelopment',
  'get /v1/policies/{id}/timeline': 'getTimeline',
  'get /v1/policies/{id}/history': 'getHistory',
  'get /v1/policies/{id}/explain': 'explainField',
  'get /v1/policies/{id}/diff': 'comparePolicy',
  'get /v1/policies/{id}/citation': 'citePolicy',
  'get /v1/policies/{id}/timemap': 'getTimemap',
  'get /v1/policies/{id}/answer-status': 'getAnswerStatus',
  'get /v1/policies/{id}/feed.atom': 'getPolicyFeed',
  'get /v1/developments': 'findDevelopment',
  'get /v1/developments/{eventId}': 'getDevelopment',
  'post /v1/developments/{eventId}/correction': 'correctDevelopment',
  'post /v1/developments/{eventId}/retraction': 'retractDevelopment',
  'get /v1/timeline': 'getTimelineAcross',
  'get /v1/panel': 'getPanel',
  'get /v1/diff': 'comparePolicies',
  'get /v1/summary': 'getSummary',
  'get /v1/activity': 'getActivity',
  'get /v1/activity/adjacent': 'getAdjacentDays',
  'get /v1/events': 'listEvents',
  'get /v1/events/stream': 'streamEvents',
  'get /v1/feed.atom': 'getFeed',
  'get /v1/calendar.ics': 'getCalendar',
  'get /v1/kinds': 'listKinds',
  'get /v1/labels': 'listLabels',
  'get /v1/projections': 'listProjections',
  'post /v1/projections/{name}/rebuild': 'rebuildProjection',
  'get /v1/projections/rebuilds': 'listRebuilds',
  'get /v1/projections/rebuilds/{id}': 'getRebuild',
  'post /v1/imports': 'createImport',
  'get /v1/imports': 'listImports',
  'get /v1/imports/{id}': 'getImport',
  'get /v1/imports/{id}/rejects': 'getImportRejects',
  'post /v1/exports': 'createExport',
  'get /v1/exports': 'listExports',
  'get /v1/exports/choices': 'listExportChoices',
  'get /v1/exports/{id}': 'getExport',
  'delete /v1/exports/{id}': 'removeExport',
  'get /v1/exports/{id}/file': 'getExportFile',
  'get /v1/exports/{id}/manifest': 'getExportManifest',
  'get /v1/exports/{id}/events': 'streamExportProgress',
  'post /v1/exports/{id}/repeat': 'repeatExport',
  'post /v1/export-schedules': 'createExportSchedule',
  'get /v1/export-schedules': 'listExportSchedules',
  'get /v1/export-schedules/next-run': 'getNextRun',
  'delete /v1/export-schedules/{id}': 'removeExportSchedule',
};

export function nameOperations({ paths }: OpenAPIObject): void {
  for (const [path, item] of Object.entries(paths))
    for (const method of ['get', 'post', 'delete'] as const) {
      const id = OPERATION_IDS[`${method} ${path}`];
      const operation = item[method];
      if (operation && id !== undefined) operation.operationId = id;
    }
}
