import { Temporal } from 'temporal-polyfill';
import type { Restore } from '../../bot/adapters/azure/restore';
import { counted } from '../../bot/domain/dates/day-words';
import { type RebuildPorts, type RebuildReport, rebuild } from '../../bot/jobs/night/rebuild';
import { givenUpRequests, type RedrivePorts, redrive } from '../../bot/jobs/redrive';
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
