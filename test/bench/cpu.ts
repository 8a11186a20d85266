import type { ChatMessage } from '../fakes/bot-connector';
import { buttonsOf, submittedData } from '../fakes/card-form';
import { sampleDepartments, samplePeople } from '../fakes/sample';
import type { TeamsPerson } from '../fakes/teams-client';
import { startWorld, type World } from '../fakes/world';
import { makesRequest } from '../journeys/steps';
import { bareBot } from './bare-bot';

/** CPU of one turn in milliseconds, all threads of the process: the median of the rounds. */
export interface TurnCost {
  turn: string;
  milliseconds: number;
  /** To the bare bot. */
  ratio: number;
  /** Characters of an answer. */
  answerSize: number;
}

const rounds = 9;
const turnsInRound = 15;
const presses = (rounds + 1) * turnsInRound;

interface Candidate {
  turn: string;
  /** Bodies of requests; each is sent once, as a second press of a button is another turn. */
  bodies: string[];
  answer(body: string): Promise<string>;
  costs: number[];
  answerSize: number;
}

/** Measures in rounds in which all take part, so that whatever else the machine does falls on all alike. */
export async function cpuPerTurn(): Promise<TurnCost[]> {
  const world = await startWorld({ callers: 'none', stores: { departments: cachedDepartments() as never } });
  try {
    const candidates = await prepare(world);
    for (let round = 0; round <= rounds; round += 1) {
      // Each in turn goes first; the first round warms up.
      const order = candidates.map((_, index) => candidates[(index + round) % candidates.length]!);
      for (const candidate of order) {
        const cost = await costOf(candidate);
        if (round > 0) candidate.costs.push(cost);
      }
    }
    const bare = median(candidates[0]?.costs ?? []);
    return candidates.map(({ turn, costs, answerSize }) => ({
      turn,
      milliseconds: median(costs),
      ratio: median(costs) / bare,
      answerSize,
    }));
  } finally {
    await world.stop();
  }
}

async function prepare(world: World): Promise<Candidate[]> {
  const product = async (body: string): Promise<string> => {
    const headers = { 'content-type': 'application/json' };
    const response = await world.product.fetch(new Request('http://127.0.0.1/api/messages', { method: 'POST', headers, body }));
    return await response.text();
  };
  const [sponsor, head] = [await world.somebody('sponsor'), await world.somebody('head')];
  const decisions = await waitingRequests(world, sponsor, head);
  const steps = await draftsAtNames(world);
  const one = { costs: [], answerSize: 0 };
  return [
    { ...one, turn: 'bare botbuilder, a fixed card', bodies: [...steps], answer: bareBot(), costs: [] },
    { ...one, turn: 'a request step (Next on the visitor)', bodies: steps, answer: product, costs: [] },
    { ...one, turn: 'a decision (Approve)', bodies: decisions, answer: product, costs: [] },
  ];
}

/** Fewer than one sponsor may keep. */
const draftsEach = 40;

async function draftsAtNames(world: World): Promise<string[]> {
  const staff = samplePeople.filter(({ isStaff, isEnabled }) => isStaff && isEnabled);
  const bodies: string[] = [];
  while (bodies.length < presses) {
    const sponsor = await world.person(staff[Math.floor(bodies.length / draftsEach)]?.id ?? '');
    await sponsor.says('new visitor');
    if (sponsor.buttons().includes('Start another')) await sponsor.presses('Start another');
    await sponsor.presses('Next', { department: 'computer-science' });
    const who = { reason: 'visiting-professor', firstName: 'Ottoline', lastName: 'Fairweather' };
    bodies.push(pressOf(sponsor, sponsor.lastCard(), 'Next', who));
  }
  return bodies;
}

async function waitingRequests(world: World, sponsor: TeamsPerson, head: TeamsPerson): Promise<string[]> {
  while (head.cards().filter(isWaiting).length < presses) await makesRequest(world, sponsor);
  return head
    .cards()
    .filter(isWaiting)
    .map((message) => pressOf(head, message, 'Approve'));
}

function isWaiting({ card }: { card: object }): boolean {
  return buttonsOf(card).some(({ title }) => title === 'Approve');
}

/** What Teams sends for a button, without sending it. */
function pressOf(person: TeamsPerson, { activity, card }: ChatMessage, title: string, typed: Record<string, string> = {}): string {
  const button = buttonsOf(card ?? {}).find((one) => one.title === title);
  if (!button) throw new Error(`There is no button “${title}”.`);
  const action = { type: 'Action.Execute', title, verb: button.verb, data: submittedData(button, typed) };
  const value = { action, trigger: 'manual' };
  return JSON.stringify(person.activityOf({ type: 'invoke', name: 'adaptiveCard/action', replyToId: activity, value }));
}

async function costOf(candidate: Candidate): Promise<number> {
  const bodies = candidate.bodies.splice(0, turnsInRound);
  const answers: string[] = [];
  const before = process.cpuUsage();
  for (const body of bodies) answers.push(await candidate.answer(body));
  const { user, system } = process.cpuUsage(before);
  for (const answer of answers) checkCard(candidate.turn, answer);
  candidate.answerSize = answers[0]?.length ?? 0;
  return (user + system) / 1000 / bodies.length;
}

/** A turn that failed would be measured as a fast one. */
function checkCard(turn: string, answer: string): void {
  if (!answer.includes('"AdaptiveCard"')) throw new Error(`${turn}: no card came, but ${answer.slice(0, 200)}`);
}

/** As the table has them: read once and handed out as they are. */
function cachedDepartments(): object {
  const all = [...sampleDepartments].sort((a, b) => a.name.localeCompare(b.name, 'en'));
  return { all: async () => all };
}

function median(values: number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}
