import type { FormContext } from '../../domain/form/form-context';
import type { Person } from '../../domain/organisation/organisation';
import { refusalSentence, sentences } from '../../domain/words/words';
import type { HealthProbes } from '../../ports/health';
import type { Ports } from '../../ports/ports';
import type { Problem } from './contract';

/** All that the tab's queries and commands use of the world outside. */
export type TabPorts = Omit<Ports, 'drafts' | 'digests' | 'images' | 'conversations' | 'hasDialogs' | 'onePage' | 'outlook'> & {
  /** The health checks; absent if the host has none. */
  health?: HealthProbes;
  /** Opens the bot's chat. */
  chatUrl(person: Person): string;
};

/** What an operation answers: JSON of the contract, a picture, a file that is made while it is read, nothing but that it is done, or a problem in words. */
export type TabAnswer =
  | { kind: 'json'; value: object }
  | { kind: 'jpeg'; bytes: Uint8Array }
  | { kind: 'file'; type: string; name: string; pieces: AsyncIterable<Uint8Array> }
  | { kind: 'done' }
  | { kind: 'problem'; problem: Problem };

export type ProblemAnswer = Extract<TabAnswer, { kind: 'problem' }>;

export function json(value: object): TabAnswer {
  return { kind: 'json', value };
}

/** @param title one sentence that a person can read. */
export function problem(
  status: number,
  code: string,
  title: string,
  more: Pick<Problem, 'field' | 'request' | 'reference'> = {},
): ProblemAnswer {
  return { kind: 'problem', problem: { type: 'about:blank', title, status, code, ...more } };
}

/** One sentence for a missing request and a forbidden one, so that it reveals neither. */
export function notYoursProblem({ policy }: Pick<Ports, 'policy'>): ProblemAnswer {
  return problem(403, 'forbidden', refusalSentence({ refused: 'not-yours' }, policy));
}

/** @param sentence says that nothing was changed, or what was not found out. */
export function directoryAwayProblem(sentence: string): ProblemAnswer {
  return problem(503, 'directory-away', sentence);
}

export const busy: ProblemAnswer = problem(503, 'busy', sentences.stillBusy);

/** A list's words for a department that is no longer kept: its id. */
export function departmentName(id: string, { departments }: Pick<FormContext, 'departments'>): string {
  return departments.find((department) => department.id === id)?.name ?? id;
}
