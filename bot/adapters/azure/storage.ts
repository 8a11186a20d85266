import type { TableClient } from '@azure/data-tables';
import type { Conversations } from '../../ports/chat';
import type { DigestStore } from '../../ports/digests';
import type { Departments, People } from '../../ports/directory';
import type { DraftStore } from '../../ports/drafts';
import type { Log } from '../../ports/log-fields';
import type { Pace } from '../../ports/pace';
import type { Photos } from '../../ports/photos';
import type { PolicyStore } from '../../ports/policies';
import type { WorkMessage, WorkQueue } from '../../ports/queue';
import type { RequestStore } from '../../ports/requests';
import type { SummaryStore } from '../../ports/summaries';
import type { Clock } from '../../ports/system';
import type { UsernameRegister } from '../../ports/username-register';
import type { ViewStore } from '../../ports/views';
import { accountQueuesOf, checkedPrefix, openQueue, openTable, queueNames } from './clients';
import { type DepartmentTable, departmentTable } from './department-table';
import { digestTable } from './digest-table';
import { type DirectoryTable, directoryTable } from './directory-table';
import { draftTable } from './draft-table';
import { paceTable } from './pace-table';
import { type PeopleTable, peopleTable } from './people-table';
import { openContainer, type PhotoContainer, photoBlob } from './photo-blob';
import { policyTable } from './policy-table';
import { type RequestTable, requestTable } from './request-table';
import type { StorageAccount, TableAccount } from './storage-account';
import { jobLimits, type StorageLimits, turnLimits } from './storage-limits';
import { storageProbes } from './storage-probes';
import { summaryTable } from './summary-table';
import { type TableName, tableNames } from './tables';
import { usernameTable } from './username-table';
import { viewTable } from './view-table';
import { workQueue } from './work-queue';

export interface StorageOptions {
  clock: Clock;
  /** The bot whose conversations are found. */
  botId: string;
  /** Goes before every name, so that two sets of data may share an account: a letter, then letters and digits. */
  prefix?: string;
  limits?: StorageLimits;
  /** The accounts of requests have a queue of their own; otherwise their messages are among the others. */
  hasAccountQueue?: true;
  /** Logs stored data that cannot be read. */
  log?: Pick<Log, 'error' | 'warn'>;
}

export interface Storage {
  requests: RequestStore;
  drafts: DraftStore;
  views: ViewStore;
  digests: DigestStore;
  summaries: SummaryStore;
  people: PeopleTable;
  conversations: Conversations;
  /** The cache of directory answers, if there is a directory. */
  directory: DirectoryTable;
  departments: DepartmentTable;
  policies: PolicyStore;
  photos: Photos;
  queue: WorkQueue;
  /** When messages go. */
  pace: Pace;
  /** Which usernames were given, under a key that never changes: 32 bytes or more. */
  usernames(key: Uint8Array): UsernameRegister;
  /** Makes the tables, the container and the queue that are missing. */
  ensure(): Promise<void>;
}

/** Opens every store. Costs no call until one is used. */
export function openStorage(account: StorageAccount, options: StorageOptions): Storage {
  const prefix = checkedPrefix(options);
  const limits = options.limits ?? turnLimits;
  const table = (name: TableName): TableClient => openTable(account, prefix, name, limits);
  const tables = {
    requests: table('Requests'),
    drafts: table('Drafts'),
    views: table('Views'),
    digests: table('Digests'),
    summaries: table('Summary'),
    people: table('People'),
    pace: table('Pace'),
    usernames: table('Usernames'),
    departments: table('Departments'),
    policy: table('Policy'),
  };
  const work = openQueue(account, `${prefix.toLowerCase()}work`, limits);
  const accounts = options.hasAccountQueue ? openQueue(accountQueuesOf(account), `${prefix.toLowerCase()}accounts`, limits) : work;
  let container: Promise<PhotoContainer> | undefined;
  const photos = (): Promise<PhotoContainer> => (container ??= openContainer(account, `${prefix.toLowerCase()}photos`, limits));
  const people = peopleTable(tables.people, options.clock, options.botId);
  return {
    requests: requestTable(tables.requests, options.log),
    drafts: draftTable(tables.drafts, options.log),
    views: viewTable(tables.views),
    digests: digestTable(tables.digests),
    summaries: summaryTable(tables.summaries),
    people,
    conversations: people,
    directory: directoryTable(tables.people),
    departments: departmentTable(tables.departments, options.clock),
    policies: policyTable(tables.policy, options.log),
    photos: photoBlob(photos, limits),
    queue: byKind(workQueue(work, limits), workQueue(accounts, limits)),
    pace: paceTable(tables.pace, { clock: options.clock }),
    usernames: (key) => usernameTable(tables.usernames, key),
    async ensure() {
      await Promise.all([
        ...Object.values(tables).map(({ tableName }) =>
          openTable(account, prefix, tableName.slice(prefix.length) as TableName, jobLimits).createTable(),
        ),
        work.createIfNotExists(),
        ...(accounts === work ? [] : [accounts.createIfNotExists()]),
        photos().then((client) => client.createIfNotExists()),
      ]);
    },
  };
}

/** Opens the departments alone, for those who may see nothing else. */
export function openDepartments(account: TableAccount, options: Omit<StorageOptions, 'botId'>): DepartmentTable {
  const table = openTable(account, checkedPrefix(options), 'Departments', options.limits ?? turnLimits);
  return departmentTable(table, options.clock);
}

/** Opens the register of usernames alone, for those who may see nothing else. */
export function openUsernames(account: TableAccount, options: Omit<StorageOptions, 'botId'>, key: Uint8Array): UsernameRegister {
  return usernameTable(openTable(account, checkedPrefix(options), 'Usernames', options.limits ?? turnLimits), key);
}

/** What the clock looks at. */
export interface Reading {
  requests: Pick<RequestStore, 'read'>;
  views: Pick<ViewStore, 'wakesUntil' | 'lastRuns' | 'countAttention'>;
  departments: Departments;
  policies: Pick<PolicyStore, 'current'>;
  people: People;
  conversations: Pick<Conversations, 'tellingOf'>;
  directory: Pick<DirectoryTable, 'read'>;
}

/** Opens tables to look at, for those who may see nothing else. What they can be asked writes nothing. */
export function openReading(account: TableAccount, options: Omit<StorageOptions, 'botId'>): Reading {
  const prefix = checkedPrefix(options);
  const table = (name: TableName): TableClient => openTable(account, prefix, name, options.limits ?? turnLimits);
  const [requests, views, rows] = [requestTable(table('Requests'), options.log), viewTable(table('Views')), table('People')];
  // No bot: nobody is written to.
  const people = peopleTable(rows, options.clock, '');
  return {
    requests: { read: requests.read },
    views: { wakesUntil: views.wakesUntil, lastRuns: views.lastRuns, countAttention: views.countAttention },
    departments: departmentTable(table('Departments'), options.clock),
    policies: { current: policyTable(table('Policy')).current },
    people,
    conversations: people,
    directory: directoryTable(rows),
  };
}

/** Opens tables to put sample data into, whole histories and many list rows at once. Other stores are {@link openStorage}’s. */
export function openFilling(account: TableAccount, options: Omit<StorageOptions, 'botId'>): { requests: RequestTable; views: ViewStore } {
  const prefix = checkedPrefix(options);
  const table = (name: TableName): TableClient => openTable(account, prefix, name, options.limits ?? turnLimits);
  return { requests: requestTable(table('Requests')), views: viewTable(table('Views')) };
}

/** What it takes to take over a register. */
export interface TakingOver {
  requests: RequestTable;
  views: ViewStore;
  departments: Departments;
  policies: Pick<PolicyStore, 'current'>;
  people: People;
  directory: DirectoryTable;
  usernames: UsernameRegister;
}

/** Opens the tables that taking over a register reads and writes. */
export function openTakingOver(account: TableAccount, options: Omit<StorageOptions, 'botId'>, usernameKey: Uint8Array): TakingOver {
  const people = openTable(account, checkedPrefix(options), 'People', options.limits ?? turnLimits);
  return {
    ...openFilling(account, options),
    departments: openDepartments(account, options),
    policies: policyTable(openTable(account, checkedPrefix(options), 'Policy', options.limits ?? turnLimits)),
    // No bot: nobody is written to.
    people: peopleTable(people, options.clock, ''),
    directory: directoryTable(people),
    usernames: openUsernames(account, options, usernameKey),
  };
}

/** Opens everything read-only, to check that it exists. */
export function openProbes(account: StorageAccount, options: Omit<StorageOptions, 'botId'>): ReturnType<typeof storageProbes> {
  const prefix = checkedPrefix(options);
  const limits = options.limits ?? turnLimits;
  const named = (of: StorageAccount, names: readonly string[]) => names.map((name) => openQueue(of, prefix.toLowerCase() + name, limits));
  // In another storage account this app may look at the queue into which it sends, and at nothing else.
  const isElsewhere = 'credential' in account && account.accountQueues !== undefined;
  const ofAccounts = named(accountQueuesOf(account), isElsewhere ? queueNames.accounts.slice(0, 1) : queueNames.accounts);
  return storageProbes({
    tables: tableNames.map((name) => openTable(account, prefix, name, limits)),
    container: () => openContainer(account, `${prefix.toLowerCase()}photos`, limits),
    queues: [...named(account, queueNames.work), ...(options.hasAccountQueue ? ofAccounts : [])],
    limits,
    clock: options.clock,
  });
}

/** Account messages go to the app that may change the directory. */
function byKind(work: WorkQueue, accounts: WorkQueue): WorkQueue {
  const of = ({ kind }: WorkMessage) => (kind === 'accounts' ? accounts : work);
  return {
    enqueue: (message, delaySeconds) => of(message).enqueue(message, delaySeconds),
    enqueueSpare: (message, delaySeconds) => of(message).enqueueSpare(message, delaySeconds),
  };
}
