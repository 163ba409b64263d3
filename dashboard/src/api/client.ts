import { TimelineClient, type components } from '@policy-timeline/client';
import { currentKey } from '../session/key.js';

/** The API of the server that served this page. */
export const api = new TimelineClient({
  url: window.location.origin,
  key: currentKey,
  retries: 1,
  longestWait: 5000,
});

type Schemas = components['schemas'];
export type Period = Schemas['Period'];
export type State = Schemas['State'];
export type PolicyItem = Schemas['PolicyItem'];
export type Field = Schemas['Field'];
export type Expected = Schemas['Expected'];
export type TimelineItem = Schemas['TimelineItem'];
export type Identifier = Schemas['Identifier'];
export type Development = Schemas['Development'];
export type HistoryItem = Schemas['History']['items'][number];
export type WhyPart = Schemas['WhyPart'];
export type Reason = Schemas['Reason'];
export type RulingOnField = Schemas['RulingOnField'];
export type Source = Schemas['Source'];
export type Kind = Schemas['Kinds']['items'][number];
export type FormField = Schemas['FormField'];
export type Change = Schemas['Change'];
export type ImportJob = Schemas['Import'];
export type ExportJob = Schemas['Export'];
export type Preview = Schemas['Preview'];
export type Warning = Schemas['Warning'];
