import type { PersonId, Policy } from '../domain/organisation/organisation';
import type { RequestId } from '../domain/request/visitor-request';
import type { LinkPlace } from '../domain/shown/teams-link';
import type { VerbTable } from '../domain/verbs/verb';
import type { LevelGroupNames } from '../domain/words/it-words';
import type { Conversations } from './chat';
import type { DigestStore } from './digests';
import type { Departments, People } from './directory';
import type { DraftStore } from './drafts';
import type { Log } from './log-fields';
import type { OutlookCards } from './outlook';
import type { PhotoImage, Photos } from './photos';
import type { AtOnce, WorkQueue } from './queue';
import type { RequestStore } from './requests';
import type { SummaryStore } from './summaries';
import type { Clock, Random } from './system';
import type { Telemetry } from './telemetry';
import type { LoadToAscii } from './to-ascii';
import type { UsernameRegister } from './username-register';
import type { ViewStore } from './views';

/** The form on one page. */
export interface OnePage {
  /** Where it opens in a dialog. */
  dialogUrl(draft: RequestId): string;
  /** Where this person finds it without one. */
  link(person: PersonId, draft: RequestId): string;
}

/** The address that opens the tab at a place, for a person. */
export type TabUrl = (person: PersonId, place: LinkPlace) => string;

/** All that the actions and jobs use of the world outside; built once, in compose.ts. */
export interface Ports {
  requests: RequestStore;
  drafts: DraftStore;
  views: ViewStore;
  digests: DigestStore;
  summaries: SummaryStore;
  photos: Photos;
  images: PhotoImage;
  queue: WorkQueue;
  people: People;
  departments: Departments;
  conversations: Conversations;
  policy: Policy;
  /** What people can do with a request. */
  verbs: VerbTable;
  clock: Clock;
  random: Random;
  toAscii: LoadToAscii;
  log: Log;
  /** Absent where nobody looks into the process. */
  telemetry?: Telemetry;
  /** Where a browser finds the product, without a slash at the end: `https://alms.example.org`. */
  publicUrl: string;
  /** Whether the clients of this host open our pages in dialogs, as every Teams client does; the Agents Playground does not. */
  hasDialogs: boolean;
  /** Absent where there is no tab, and so no form on one page. */
  onePage?: OnePage;
  /** Absent where no link leads into a tab. */
  tabUrl?: TabUrl;
  /** Absent where a commit is worked on from the queue alone. */
  atOnce?: AtOnce;
  /** Absent: a change asks for no directory account. Who can make one, the worker alone has. `people`: no directory can be asked. */
  keepsAccounts?: 'directory' | 'people';
  /** Every username that was ever given; absent where no accounts are made. */
  usernames?: UsernameRegister;
  /** What the groups of the levels are called, for people in IT; absent where nobody has said so. */
  groupNames?: LevelGroupNames;
  /** Absent where Outlook is off: then no mail carries a card. */
  outlook?: OutlookCards;
}
