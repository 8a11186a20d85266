import { counted } from '../dates/day-words';
import { rightFindings } from './graph-rights';
import { type Access, type Finding, type HealthFacts, latest, leastAdmins } from './health';

/** Every finding, in the order in which to fix them. */
export function findingsOf(facts: HealthFacts): Finding[] {
  return [
    ...facts.settings.map((line) =>
      toMend(
        `A setting is wrong: ${line}.`,
        'Correct it in infra/main.bicepparam and deploy again. The table of settings in infra/README.md says what each is.',
      ),
    ),
    ...storeFindings(facts),
    ...rightFindings(facts),
    ...mailFindings(facts),
    ...catalogueFindings(facts),
    ...facts.waiting.filter(({ minutes }) => minutes >= latest.queue).map(waitingFinding),
    ...runFindings(facts),
    ...accountFindings(facts),
    ...departmentFindings(facts),
    ...adminFindings(facts),
    ...leftoverFindings(facts),
  ];
}

const toMend = (what: string, mend: string): Finding => ({ is: 'problem', what, mend });
const toCheck = (what: string, mend: string): Finding => ({ is: 'unknown', what, mend });

const roles = {
  table: 'Storage Table Data Contributor',
  container: 'Storage Blob Data Contributor',
  queue: 'Storage Queue Data Contributor',
};

/** Where nothing of it answers, one sentence says so: the account is what is away, not each thing in it. */
function storeFindings({ stores }: HealthFacts): Finding[] {
  if (stores.length < 2 || stores.some(({ access }) => access !== 'away')) return stores.flatMap(storeFinding);
  return [
    toMend(
      'The storage account does not answer.',
      'Check the addresses ALMS_TABLES_URL, ALMS_BLOBS_URL and ALMS_QUEUES_URL, and whether its network rules let in whoever asks.',
    ),
  ];
}

function storeFinding({ name, kind, access }: HealthFacts['stores'][number]): Finding[] {
  const it = `The ${kind} ${name}`;
  const by: Record<Exclude<Access, 'ok'>, Finding> = {
    missing: toMend(`${it} does not exist.`, 'Deploy infra/main.bicep again: it makes what is missing and keeps what is there.'),
    refused: toMend(
      `${it} may not be used.`,
      `Give whoever asks the role ${roles[kind]} on the storage account. A role that was given just now takes some minutes.`,
    ),
    away: toMend(`${it} does not answer.`, 'Check the address of the storage account in the settings, and its network rules.'),
  };
  return access === 'ok' ? [] : [by[access]];
}

function mailFindings({ does, mailbox }: HealthFacts): Finding[] {
  if (!does.mails) return [];
  const scope = toCheck(
    'Whether the app may send from this one mailbox and no other cannot be seen from here.',
    'Have an Exchange administrator run Test-ServicePrincipalAuthorization for the mailbox and for another one: the first has to be in scope, the second not.',
  );
  if (mailbox !== 'missing') return [scope];
  return [
    toMend(
      'ALMS_MAIL_FROM is not the address of anybody in this tenant.',
      'Make the shared mailbox, or correct the address and deploy again.',
    ),
    scope,
  ];
}

function catalogueFindings({ catalogue, does }: HealthFacts): Finding[] {
  if (!does.installs) {
    return [
      toCheck(
        'ALMS_TEAMS_APP is empty, so the app is installed for nobody, and links in mails lead to the chat only.',
        'Upload the Teams package, then deploy again with the id that the catalogue gave it.',
      ),
    ];
  }
  switch (catalogue) {
    case 'missing':
      return [
        toMend(
          'The Teams catalogue has no app with the id in ALMS_TEAMS_APP.',
          'In the Teams admin centre open the app, copy its App ID from the catalogue, and deploy again with it.',
        ),
      ];
    case 'another-app':
      return [
        toMend(
          'ALMS_TEAMS_APP is the id of another app in the catalogue.',
          'In the Teams admin centre open this app, copy its App ID, and deploy again with it.',
        ),
      ];
    case 'not-a-catalogue-id':
      return [
        toMend(
          'ALMS_TEAMS_APP is the bot’s own id, which the catalogue does not know.',
          'The catalogue gives the app an id of its own when it is uploaded: deploy again with that one.',
        ),
      ];
    case 'unasked':
      return [
        toCheck(
          'Whether ALMS_TEAMS_APP is the id of this app in the catalogue cannot be seen from here.',
          'Compare it with the App ID that the Teams admin centre shows for this app.',
        ),
      ];
    default:
      return [];
  }
}

function waitingFinding({ queue, minutes }: HealthFacts['waiting'][number]): Finding {
  return toMend(
    `A message has been waiting in the queue ${queue} for ${time(minutes)}.`,
    'Check that the app has its functions (npm run deploy lists them), then what the log says of the function that takes this queue.',
  );
}

function runFindings({ sinceSweep, sinceReconcile, sinceBackup, does }: HealthFacts): Finding[] {
  const mend = 'Check that the app has its functions (npm run deploy lists them), then what the log says of it. It catches up by itself.';
  const late = (name: string, since: number | undefined, limit: number) => {
    if (since === undefined)
      return [
        toCheck(
          `${name} has not finished once since this was deployed.`,
          'After a first deployment, look again tomorrow. Otherwise: check that the app has its functions.',
        ),
      ];
    return since > limit ? [toMend(`${name} has not finished for ${time(since)}.`, mend)] : [];
  };
  return [
    ...late('The hourly sweep', sinceSweep, latest.sweep),
    ...late('The nightly check', sinceReconcile, latest.reconcile),
    ...(does.backsUp === true ? late('The nightly backup', sinceBackup, latest.backup) : []),
    ...(does.backsUp === false
      ? [
          toCheck(
            'Nothing is backed up: ALMS_BACKUP_TABLES_URL is empty.',
            'Give backupLocation in infra/main.bicepparam and deploy again: see “After the first day” in infra/README.md.',
          ),
        ]
      : []),
  ];
}

function accountFindings({ accounts }: HealthFacts): Finding[] {
  if (!accounts) return [];
  const { away, refused, untold, minutes } = accounts;
  return [
    ...(untold > 0
      ? [
          toMend(
            'Nobody in IT, or not everybody, could be told of IT tasks.',
            'Put people into the Entra group in ALMS_IT_GROUP, and have them open the app in Teams once. Then select Done under Needs attention.',
          ),
        ]
      : []),
    ...(away > 0
      ? [
          toMend(
            `The directory does not respond: ${counted(away, 'account')} could not be brought up to date, the first for ${time(minutes)}.`,
            'Look whether Microsoft Graph has an outage, and what the log says of “account”. It catches up by itself.',
          ),
        ]
      : []),
    ...(refused > 0
      ? [
          toMend(
            `The directory refuses ${counted(refused, 'change')} to accounts, the first for ${time(minutes)}.`,
            'Compare the permissions of the app that makes accounts with “By Graph” in infra/README.md. Until then IT has the changes to do by hand, under IT tasks.',
          ),
        ]
      : []),
  ];
}

function departmentFindings({ departments }: HealthFacts): Finding[] {
  const mend = 'Load them with npm run departments -- import FILE --apply. Until then their requests go to the administrators.';
  if (!departments) return [];
  if (departments.length === 0)
    return [
      toMend(
        'There are no schools or professional services, so nobody can request an account.',
        'Load them with npm run departments -- import FILE --apply.',
      ),
    ];
  const without = departments.filter(({ head }) => head === 'none').map(({ name }) => name);
  const gone = departments.filter(({ head }) => head === 'gone').map(({ name }) => name);
  return [
    ...(without.length > 0 ? [toMend(`No head: ${listed(without)}.`, mend)] : []),
    ...(gone.length > 0 ? [toMend(`The head has left or cannot sign in: ${listed(gone)}.`, mend)] : []),
  ];
}

function adminFindings({ admins }: HealthFacts): Finding[] {
  const mend = 'Add people to the Entra group in ALMS_ADMIN_GROUP. It can take 15 minutes until it is seen here.';
  if (admins === undefined)
    return [
      toCheck('Who the administrators are is not known, as the directory did not answer.', 'Look again once Microsoft Graph answers.'),
    ];
  if (admins >= leastAdmins) return [];
  return [toMend(admins === 0 ? 'There is no administrator.' : 'There is only one administrator.', mend)];
}

function leftoverFindings({ leftovers, pastDates }: HealthFacts): Finding[] {
  return [
    ...(leftovers.length > 0
      ? [
          toMend(
            `Still the sample university’s: ${listed(leftovers)}.`,
            'Put your own in its place, in bot/data/policy.json or in the settings, and deploy again. npm run yours lists all of it.',
          ),
        ]
      : []),
    ...(pastDates.length > 0
      ? [toMend(`These dates are over: ${listed(pastDates)}.`, 'Put dates that are to come into bot/data/policy.json, and deploy again.')]
      : []),
  ];
}

const shownAtMost = 8;

function listed(names: readonly string[]): string {
  const more = names.length - shownAtMost;
  return `${names.slice(0, shownAtMost).join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
}

/** "12 minutes", "5 hours", "3 days". */
function time(minutes: number): string {
  if (minutes < 120) return counted(Math.floor(minutes), 'minute');
  const hours = Math.floor(minutes / 60);
  return hours < 48 ? counted(hours, 'hour') : counted(Math.floor(hours / 24), 'day');
}
