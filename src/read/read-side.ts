import type pg from 'pg';
import type { Pools } from '../database/connect.js';
import type { Clock } from '../domain/today.js';
import type { Checkpoint } from '../event-store/checkpoint.js';
import { ActivityReader } from './activity/activity-reader.js';
import { KnowledgeBasisReader } from './basis/knowledge-basis.js';
import { CitationReader } from './one-policy/citation-reader.js';
import { DiffListReader } from './diff/diff-list-reader.js';
import { PolicyDiffReader } from './diff/policy-diff-reader.js';
import { TimemapReader } from './memento/timemap-reader.js';
import { AnswerStatusReader } from './one-policy/answer-status-reader.js';
import { DevelopmentReader } from './one-policy/development-reader.js';
import { EventsReader } from './events/events-reader.js';
import { ExplainReader } from './one-policy/explain-reader.js';
import { CalendarReader } from './feeds/calendar-reader.js';
import { FeedReader } from './feeds/feed-reader.js';
import { HistoryReader } from './one-policy/history-reader.js';
import { ListReader } from './policies/list-reader.js';
import { ReadTables } from './read-tables.js';
import { ProjectionsReader } from './projections/projections-reader.js';
import { PanelReader } from './panel/panel-reader.js';
import { Redactions } from './redactions.js';
import { StateReader } from './state/state-reader.js';
import { FacetsReader } from './summary/facets-reader.js';
import { SummaryDaysReader } from './summary/days-reader.js';
import { SummaryReader } from './summary/summary-reader.js';
import { AllTimelinesReader } from './timeline/all-timelines-reader.js';
import { TimelineReader } from './one-policy/timeline-reader.js';

/** All readers. */
export class ReadSide {
  /** For questions about one policy. */
  readonly pool: pg.Pool;
  readonly tables: ReadTables;
  readonly known: KnowledgeBasisReader;
  readonly state: StateReader;
  readonly list: ListReader;
  readonly summary: SummaryReader;
  readonly summaryDays: SummaryDaysReader;
  readonly facets: FacetsReader;
  readonly activity: ActivityReader;
  readonly allTimelines: AllTimelinesReader;
  readonly panel: PanelReader;
  readonly calendar: CalendarReader;
  readonly feed: FeedReader;
  readonly timeline: TimelineReader;
  readonly history: HistoryReader;
  readonly explain: ExplainReader;
  readonly diff: PolicyDiffReader;
  readonly diffs: DiffListReader;
  readonly citation: CitationReader;
  readonly answerStatus: AnswerStatusReader;
  readonly timemap: TimemapReader;
  readonly developments: DevelopmentReader;
  readonly events: EventsReader;
  readonly projections: ProjectionsReader;
  readonly redactions: Redactions;

  /**
   * @param pools `dear`: for questions about many policies; `write`: only for the tables of days of publication
   * @param checkpoint of the facts subscription
   * @param clock gives the current day
   * @param options.remembered see StateReader and ListItems
   */
  constructor(
    { read: pool, dear, write }: Pick<Pools, 'read' | 'dear' | 'write'>,
    checkpoint: Checkpoint,
    clock: Clock,
    options: { remembered?: number } = {},
  ) {
    this.pool = pool;
    this.tables = new ReadTables({ read: dear, write });
    this.known = new KnowledgeBasisReader(pool, checkpoint, clock);
    this.state = new StateReader(pool, this.known, options.remembered);
    this.list = new ListReader(this.tables, this.known, options.remembered);
    this.summary = new SummaryReader(dear, this.tables, this.known);
    this.summaryDays = new SummaryDaysReader(dear, this.tables, this.known, this.summary);
    this.facets = new FacetsReader(dear, this.summary);
    this.activity = new ActivityReader(dear, this.tables, this.known);
    this.allTimelines = new AllTimelinesReader(dear, this.tables, this.known);
    this.panel = new PanelReader(dear, this.tables, this.known);
    this.calendar = new CalendarReader(this.tables, this.known);
    this.feed = new FeedReader(dear, this.tables, this.known);
    this.timeline = new TimelineReader(pool, this.known);
    this.history = new HistoryReader(pool, this.known);
    this.explain = new ExplainReader(pool, this.known);
    this.diff = new PolicyDiffReader(pool, this.known);
    this.diffs = new DiffListReader(dear, this.tables, this.known);
    this.citation = new CitationReader(pool, this.known);
    this.answerStatus = new AnswerStatusReader(this.diff);
    this.timemap = new TimemapReader(pool, this.known);
    this.developments = new DevelopmentReader(pool, this.known);
    this.events = new EventsReader(dear, this.known);
    this.projections = new ProjectionsReader(pool);
    this.redactions = new Redactions(pool, () => {
      this.state.forget();
      this.list.forget();
      this.diffs.forget();
    });
  }
}
