import { parseArgs } from 'node:util';
import { isNotYetThere } from '../az/az-faults';
import { type Az, outputsOf } from '../az/run-az';
import { graphByAz } from './graph-by-az';
import { type EntraWishes, type Results, type Step, stepsToMake, stepsToRemove } from './steps';
import { type GroupPart, groups } from './wanted';

export interface EntraTerminal {
  az: Az;
  say(line: string): void;
  complain(line: string): void;
  /** Asks a question that is answered with yes or no. */
  ask(question: string): Promise<boolean>;
  /** Lets so many seconds pass. */
  wait(seconds: number): Promise<void>;
}

/** What was made a moment ago is there for the next call within a minute or two, as Entra has many copies of it. */
const tries = { count: 12, seconds: 10 };

const usage = `Usage:
  npm run entra [-- OPTIONS]           makes what is missing in Entra: groups, the tab's registration, permissions in Microsoft Graph
  npm run entra -- remove [OPTIONS]    removes what it made

It says what it will do, and asks. It may be run again: what is as wanted is left alone.
  --group GROUP          the resource group of the deployment; without it only the groups are seen to
  --name NAME            of the deployment and of what is made here; alms unless said
  --staff ID  --admins ID  --card-office ID  --operators ID
                         groups that you have already, by object id; the others are made
  --yes                  does not ask`;

/** Runs the command; the exit code: 0 all is as wanted, 1 not. */
export async function runEntra(args: string[], { az, say, complain, ask, wait }: EntraTerminal): Promise<number> {
  try {
    const { isRemoving, isAsked, group, ...rest } = readEntraCommand(args);
    const account = (await az(['account', 'show'])) as { tenantId: string; name?: string };
    const outputs = group === undefined ? undefined : await outputsOf(az, group, rest.name);
    const wishes: EntraWishes = { ...rest, ...(outputs && { outputs }) };
    const graph = graphByAz(az);
    const results: Results = new Map();
    const all = isRemoving ? await stepsToRemove(graph, wishes) : await stepsToMake(graph, wishes, results);
    const steps = all.filter(({ todo }) => todo !== undefined);
    if (steps.length === 0) say(isRemoving ? 'There is nothing left that was made here.' : 'All is as wanted. Nothing was changed.');
    else if (!(await agreed(steps, account.tenantId, { say, ask, isAsked }))) return 1;
    else await carryOut(steps, { say, wait });
    if (!isRemoving) tell(results, say);
    return 0;
  } catch (fault) {
    complain((fault as Error).message);
    return 1;
  }
}

async function agreed(
  steps: readonly Step[],
  tenant: string,
  { say, ask, isAsked }: Pick<EntraTerminal, 'say' | 'ask'> & { isAsked: boolean },
): Promise<boolean> {
  say(`In the tenant ${tenant}, as whom az is signed in:`);
  steps.forEach(({ todo }, index) => say(`${index + 1}. ${todo}`));
  if (!isAsked || (await ask('Do this? '))) return true;
  say('Nothing was changed.');
  return false;
}

async function carryOut(steps: readonly Step[], { say, wait }: Pick<EntraTerminal, 'say' | 'wait'>): Promise<void> {
  for (const [index, { act }] of steps.entries()) {
    try {
      await actOnceThere(act, wait);
    } catch (fault) {
      throw new Error(
        `Step ${index + 1} failed: ${(fault as Error).message}\nWhat comes before it is done. Mend it and run the command again.`,
      );
    }
    say(`${index + 1}. done`);
  }
}

/** Each step may be tried again: it puts what is wanted, and does not add. */
async function actOnceThere(act: Step['act'], wait: EntraTerminal['wait']): Promise<void> {
  for (let tried = 1; ; tried += 1) {
    try {
      return await act();
    } catch (fault) {
      if (tried >= tries.count || !isNotYetThere(fault)) throw fault;
      await wait(tries.seconds);
    }
  }
}

function tell(results: Results, say: EntraTerminal['say']): void {
  say('\nFor infra/main.bicepparam, in the shell (or each by azd env set):');
  for (const [name, value] of results) say(`export ${name}=${value}`);
}

function readEntraCommand(args: string[]) {
  const text = { type: 'string' } as const;
  const ids = Object.fromEntries(Object.keys(groups).map((part) => [part, text])) as Record<GroupPart, typeof text>;
  const refuse = (why: string) => new Error(`${why}\n\n${usage}`);
  const options = { group: text, name: { ...text, default: 'alms' }, yes: { type: 'boolean' }, ...ids } as const;
  let parsed: { values: Record<string, string | boolean | undefined>; positionals: string[] };
  try {
    parsed = parseArgs({ args, options, allowPositionals: true });
  } catch (fault) {
    throw refuse((fault as Error).message.split(/\.\s|\n/)[0] ?? '');
  }
  const { values, positionals } = parsed;
  const [verb, ...more] = positionals;
  if ((verb !== undefined && verb !== 'remove') || more.length > 0) throw refuse('There is no such command.');
  const name = String(values.name);
  if (!/^[a-z][a-z0-9-]{1,40}$/.test(name)) throw refuse('--name takes small letters, digits and hyphens.');
  const existing: Partial<Record<GroupPart, string>> = {};
  for (const part of Object.keys(groups) as GroupPart[]) {
    const id = values[part];
    if (id === undefined) continue;
    if (!/^[0-9a-f-]{36}$/i.test(String(id))) throw refuse(`--${part} takes the object id of a group.`);
    existing[part] = String(id);
  }
  const group = values.group === undefined ? undefined : String(values.group);
  return { isRemoving: verb === 'remove', isAsked: values.yes !== true, name, existing, group };
}
