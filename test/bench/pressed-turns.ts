import { buttonsOf, submittedData } from '../fakes/card-form';
import type { TeamsPerson } from '../fakes/teams-client';
import type { World } from '../fakes/world';
import { makesRequest } from '../journeys/steps';
import { type RecordedTurn, recordTurn } from './recorded-turn';

/** A step and an approval in the steady state: all that is cached is in the cache. */
export async function recordTurns(world: World): Promise<Record<'step' | 'approval', RecordedTurn>> {
  const [sponsor, head] = [await world.somebody('sponsor'), await world.somebody('head')];
  await makesRequest(world, sponsor);
  await head.presses('Approve');
  await world.work();
  await sponsor.says('new visitor');
  const next = await recordPress(world, sponsor, 'Next', { department: 'computer-science' });
  await makesRequest(world, sponsor);
  return { step: next, approval: await recordPress(world, head, 'Approve') };
}

async function recordPress(world: World, person: TeamsPerson, title: string, typed: Record<string, string> = {}): Promise<RecordedTurn> {
  const body = pressOf(person, title, typed);
  const [id] = /VR-[0-9A-Z]{8}/.exec(body) ?? [];
  if (id === undefined) throw new Error(`“${title}” names no request`);
  const run = async () => {
    const answer = await world.teams.sendRaw(body, await world.teams.authorization());
    if (!(await answer.text()).includes('"AdaptiveCard"')) throw new Error(`“${title}” was answered without a card`);
  };
  return await recordTurn({ id, body, run });
}

/** What Teams sends for a button, without sending it. */
function pressOf(person: TeamsPerson, title: string, typed: Record<string, string>): string {
  const { activity, card } = person.lastCard();
  const button = buttonsOf(card).find((one) => one.title === title);
  if (!button) throw new Error(`There is no button “${title}”.`);
  const action = { type: 'Action.Execute', title, verb: button.verb, data: submittedData(button, typed) };
  const value = { action, trigger: 'manual' };
  return JSON.stringify(person.activityOf({ type: 'invoke', name: 'adaptiveCard/action', replyToId: activity, value }));
}
