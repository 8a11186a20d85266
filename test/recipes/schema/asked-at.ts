import type { SchemaStep, Schemas } from '../../../bot/domain/request/request-schema';
import type { Question } from '../../../bot/domain/request/visitor-request';

/** A made-up former version 1, which had the instant of the question beside it: `askedAt` of the request moved into `question`. */
const askedAtMoves: SchemaStep = {
  up({ askedAt, question, ...state }) {
    return { ...state, question: { askedAt, ...(question as object) } };
  },
  down({ question, ...state }) {
    const { askedAt, ...rest } = question as Question;
    return { ...state, askedAt, question: rest };
  },
};

/** The releases of the change: the one before it knows nothing of version 2. */
export const releases = {
  before: { newest: 1, written: 1, steps: {} },
  first: { newest: 2, written: 1, steps: { 1: askedAtMoves } },
  second: { newest: 2, written: 2, steps: { 1: askedAtMoves } },
} as const satisfies Record<string, Schemas>;
