import { Temporal } from 'temporal-polyfill';
import type { Restore } from '../../bot/adapters/azure/restore';
import { counted } from '../../bot/domain/dates/day-words';
import type { RequestId } from '../../bot/domain/request/visitor-request';
import { type RebuildPorts, type RebuildReport, rebuild } from '../../bot/jobs/night/rebuild';
import { givenUpRequests, type RedrivePorts, redrive } from '../../bot/jobs/redrive';
import { inParallel } from '../../bot/outbox/in-parallel';
import type { Migration } from '../../bot/ports/migration';
import { CommandError } from './command-error';
import type { Recovery } from './recovery-command';

/** Lists, wake-ups and messages from the requests. @param since an ISO date; now unless given. */
export function rebuilding(ports: RebuildPorts, since?: string): Recovery {
  const from = since === undefined ? undefined : Temporal.PlainDate.from(since).toZonedDateTime(ports.policy.zone);
  const run = (isDry: boolean) => rebuild(ports, { isDry, ...(from && { since: from }) });
  return {
    async plan() {
      const report = await run(true);
      return isNothing(report) ? unknownInWords(report) : rebuiltInWords('Would write', report);
    },
    act: async () => rebuiltInWords('Written', await run(false)),
  };
}

function isNothing({ lists, wakes, messages }: RebuildReport): boolean {
  return lists + wakes + messages === 0;
}

function rebuiltInWords(what: string, report: RebuildReport): string[] {
  const { requests, lists, wakes, messages } = report;
  return [
    `Of ${counted(requests, 'request')}. ${what}: the lists of ${counted(lists, 'request')}, ${counted(wakes, 'wake-up')}, ${counted(messages, 'message')}.`,
    ...unknownInWords(report),
  ];
}

function unknownInWords({ unknown }: RebuildReport): string[] {
  return unknown === 0 ? [] : [`Left alone, as this release cannot read them: ${counted(unknown, 'request')}.`];
}

/** What failed too often. */
export function redriving(ports: RedrivePorts): Recovery {
  return {
    async plan() {
      const [listed, waiting] = [await givenUpRequests(ports), await ports.poison.count()];
      if (listed.length + waiting === 0) return [];
      return [
        `Would try again: ${counted(listed.length, 'request')} of the list of the administrators, and ${counted(waiting, 'message')} of the poison queues.`,
        ...listed.map((id) => `  ${id}`),
      ];
    },
    async act() {
      const { requests, moved } = await redrive(ports);
      return [`Tried again: ${counted(requests, 'request')} and ${counted(moved, 'message')}. What fails again returns to the list.`];
    },
  };
}

/** Requests in slices of this many; what is rewritten stays so after a crash. */
const sliceOfMigration = 500;
const rewrittenAtOnce = 16;

/** Requests of another schema version. */
export function migrating(migration: Migration): Recovery {
  const counts = async () => {
    const found = new Map<string, number>();
    for await (const { version, isKnown } of migration.stale()) {
      const key = `${version}${isKnown ? '' : ', which this release cannot read'}`;
      found.set(key, (found.get(key) ?? 0) + 1);
    }
    return [...found].map(([version, count]) => `${counted(count, 'request')} of version ${version}`);
  };
  const rewriteAll = async (ids: readonly RequestId[]) =>
    (await inParallel(ids, rewrittenAtOnce, migration.rewrite)).filter((isRewritten) => isRewritten).length;
  return {
    async plan() {
      const found = await counts();
      return found.length === 0 ? [] : ['Would rewrite, unless it cannot be read:', ...found.map((line) => `  ${line}`)];
    },
    async act() {
      let rewritten = 0;
      let slice: RequestId[] = [];
      for await (const { id, isKnown } of migration.stale()) {
        if (isKnown) slice.push(id);
        if (slice.length < sliceOfMigration) continue;
        rewritten += await rewriteAll(slice);
        slice = [];
      }
      rewritten += await rewriteAll(slice);
      const left = await counts();
      return [`Rewritten: ${counted(rewritten, 'request')}.`, ...(left.length === 0 ? [] : ['Left:', ...left.map((line) => `  ${line}`)])];
    },
  };
}

/** The last backup into an account without data. @param target its name, for whoever reads. */
export function restoring(restore: Restore, target: string, ports: RebuildPorts): Recovery {
  let backedUpAt: Temporal.ZonedDateTime | undefined;
  return {
    async plan() {
      const facts = await restore.look();
      if (facts.backedUpAt === undefined) throw new CommandError('There is no complete backup at ALMS_BACKUP_TABLES_URL.');
      if (facts.notEmpty.length > 0 && !facts.isBegun)
        throw new CommandError(
          `${target} holds data already (${facts.notEmpty.join(', ')}). A backup is restored only into an account without: make a new deployment, and stop its app.`,
        );
      backedUpAt = Temporal.Instant.from(facts.backedUpAt).toZonedDateTimeISO(ports.policy.zone);
      const moment = backedUpAt.toPlainDateTime().toString({ smallestUnit: 'minute' }).replace('T', ' ');
      return [
        `${facts.isBegun ? 'Would go on restoring' : 'Would restore'} the backup of ${moment} (${ports.policy.zone}) into ${target}: ${counted(facts.requests, 'request')}, ${counted(facts.photos, 'photo')}.`,
        'What happened after that moment is lost, and may be told again.',
        'The app that uses this account has to be stopped until the end.',
      ];
    },
    async act() {
      if (!backedUpAt) throw new CommandError('There is no plan.');
      const { rows, photos } = await restore.copy();
      const report = await rebuild(ports, { isDry: false, since: backedUpAt });
      await restore.end();
      return [`Restored: ${counted(rows, 'row')}, ${counted(photos, 'photo')}.`, ...rebuiltInWords('Written', report)];
    },
  };
}
