import { type DynamicModule, Module, type Type } from '@nestjs/common';
import { APP_FILTER, APP_GUARD, DiscoveryModule } from '@nestjs/core';
import { AccessGuard, EveryRouteDeclaresAccess } from './access/access-guard.js';
import { AdminKey, ApiKeys } from './access/api-keys.js';
import { CallerController } from './access/caller-controller.js';
import { Callers } from './access/callers.js';
import { FailedAttempts } from './access/failed-attempts.js';
import { KeyStore } from './access/key-store.js';
import { KeysController } from './access/keys-controller.js';
import { Lanes } from './admission/admission.js';
import { ReadAccess } from './access/read-access.js';
import { AuditController } from './audit/audit-controller.js';
import { AuditLog } from './audit/audit-log.js';
import { EveryActIsAudited } from './audit/audited.js';
import { KeyedRoutes } from './http/keyed-routes.js';
import { ApiDocument } from './docs/api-document.js';
import { DashboardController } from './dashboard/dashboard-controller.js';
import { DocsController } from './docs/docs-controller.js';
import { Draining } from './draining.js';
import { EmbedAncestors } from './embeds/embed-ancestors.js';
import { HealthController } from './operations/health-controller.js';
import { MetricsController } from './operations/metrics-controller.js';
import { Metrics } from './operations/metrics.js';
import { Readiness } from './operations/readiness.js';
import { UnknownQueryGuard } from './parameters/query-parameters.js';
import { ProblemFilter } from './problems/problem-filter.js';
import { ProblemsController } from './problems/problems-controller.js';
import { PublicUrl } from './public-url.js';
import { RateLimiter, RateLimitSource } from './rate-limits/rate-limiter.js';
import { Oidc, type OidcSettings } from './sign-in/oidc-settings.js';
import { People } from './sign-in/people.js';
import { PeopleController } from './sign-in/people-controller.js';
import { Provider } from './sign-in/provider.js';
import { SignInController } from './sign-in/sign-in-controller.js';
import { Tokens } from './sign-in/tokens.js';
import { RouteTable } from './http/route-table.js';

export interface HttpModuleOptions {
  /** The modules with the routes; they may inject Readiness, Metrics, Draining and ApiKeys. */
  modules: readonly (Type | DynamicModule)[];
  keyStore: KeyStore;
  /** Keeps what administrators do. */
  audit: AuditLog;
  /** The administrator's API key, where the environment sets one. */
  adminKey: string | undefined;
  readAccess: 'public' | 'key';
  /** The origins whose pages may do everything that their key allows (CORS_ORIGINS). */
  corsOrigins?: readonly string[];
  /** How many dear questions are answered at once (DEAR_READS); default: 3. */
  dearReads?: number;
  /** Who may frame embeds (EMBED_ANCESTORS); default: everybody. */
  embedAncestors?: string;
  /** The public address of the service, if configured. */
  publicUrl?: string | undefined;
  /** How people sign in (OIDC_…); default: with API keys only. */
  oidc?: OidcSettings | undefined;
  people: People;
  /** How many requests a key or an address may make (RATE_LIMIT); default: any number. */
  rateLimit?: RateLimitSource;
}

/** The base of every route: access, problems, strict queries, health and metrics. */
@Module({})
export class HttpModule {
  static with({
    modules,
    keyStore,
    audit,
    oidc,
    people,
    adminKey,
    readAccess,
    publicUrl,
    embedAncestors = '*',
    rateLimit = new RateLimitSource(),
    dearReads = 3,
  }: HttpModuleOptions): DynamicModule {
    const shared = [ApiDocument, ApiKeys, Draining, Metrics, Readiness, RouteTable];
    return {
      module: HttpModule,
      global: true,
      imports: [DiscoveryModule, ...modules],
      controllers: [
        AuditController,
        CallerController,
        DashboardController,
        DocsController,
        HealthController,
        KeysController,
        MetricsController,
        PeopleController,
        ProblemsController,
        SignInController,
      ],
      providers: [
        ...shared,
        Callers,
        FailedAttempts,
        KeyedRoutes,
        RateLimiter,
        EveryRouteDeclaresAccess,
        EveryActIsAudited,
        { provide: KeyStore, useValue: keyStore },
        Provider,
        Tokens,
        { provide: Oidc, useValue: new Oidc(oidc) },
        { provide: People, useValue: people },
        { provide: AuditLog, useValue: audit },
        { provide: AdminKey, useValue: new AdminKey(adminKey) },
        { provide: EmbedAncestors, useValue: new EmbedAncestors(embedAncestors) },
        { provide: PublicUrl, useValue: new PublicUrl(publicUrl) },
        { provide: RateLimitSource, useValue: rateLimit },
        { provide: ReadAccess, useValue: new ReadAccess(readAccess === 'public') },
        { provide: Lanes, useValue: new Lanes(dearReads) },
        { provide: APP_FILTER, useClass: ProblemFilter },
        // In this order: a caller without access learns nothing about the parameters of a route.
        { provide: APP_GUARD, useClass: AccessGuard },
        { provide: APP_GUARD, useClass: UnknownQueryGuard },
      ],
      exports: [...shared, AuditLog, EmbedAncestors, Lanes, PublicUrl, ReadAccess],
    };
  }
}
