import type { Policy } from '../organisation/organisation';
import type { KeyAnswers, Photo } from './answer-values';
import type { FormContext } from './form-context';
import type { StepName } from './steps';

/**
 * What can be wrong with any answer of a kind; its sentence is in `form-words.ts`. `missing` is for every kind, the rest
 * for texts and dates.
 */
export type CommonProblem =
  | { word: 'missing' }
  | { word: 'text-too-long'; most: number }
  | { word: 'no-letter' }
  | { word: 'no-such-date' };

/** A problem that only one question has. Its word is not used by any other. */
export interface OwnProblem {
  word: string;
}

type SentencePolicy = Pick<Policy, 'shortVisitRoute'>;
type Sentence<P> = string | ((problem: P, policy: SentencePolicy) => string);

/** What a person should know but may ignore. */
export interface WarningRule {
  word: string;
  applies(answers: KeyAnswers, context: FormContext): boolean;
  /** For the sponsor, on the review. */
  sentence: string | ((policy: SentencePolicy) => string);
  /** For the decider, about somebody else’s request; absent where it is none of their concern. */
  concern?: string;
}

/** The groups of rows of a shown request. Contact details are shown to sponsors and admins only, and not on cards. */
export type RowGroup = 'visitor' | 'visit' | 'access' | 'contact';

/** The parts of a step that follow its main one, in this order: what an account is made of, and what is folded away. */
export const sections = ['account', 'more'] as const;
export type Section = (typeof sections)[number];

/** What every question says of itself, whatever its kind. */
interface Asked {
  /** The step that asks it; within a step and a section, the order is that of the table. */
  step: Exclude<StepName, 'review'>;
  /** Where in its step it stands: first unless said. */
  section?: Section;
  label: string;
  /** Follows “Add” and “Edit” on a button: “the first name”. */
  noun: string;
  /** Under the input; undefined where these answers need none. */
  hint?: string | ((answers: KeyAnswers, context: FormContext) => string | undefined);
  /** Absent: always asked. The answer to a question that is not asked is dropped when the request is made. */
  isVisible?(answers: KeyAnswers, policy: Pick<Policy, 'reasons'>): boolean;
  /** Must be answered where it is asked (and `when` is true), or gets the sentence `missing`. */
  mandatory: false | { when?(answers: KeyAnswers, context: FormContext): boolean; missing: string };
  /** Where a shown request has the answer: in its visitor's name, in a row of a group, or nowhere. */
  row: 'name' | 'none' | { group: RowGroup; label: string };
  /** “Request another like this” begins with the same answer. True for what the visit is about, never for what the person is. */
  isCopiedAlong: boolean;
  /** How a visitor who may be here already is found by it. */
  comparedAs?: 'given name' | 'family name' | 'email';
  warnings?: readonly WarningRule[];
}

/** A sentence for each problem that the question's own check finds. */
type Sentences<P extends OwnProblem> = { readonly [W in P['word']]: Sentence<Extract<P, { word: W }>> };
type AnySentences = Readonly<Record<string, Sentence<never>>>;

interface TextCheck<P extends OwnProblem> {
  check(text: string, context: FormContext): P | undefined;
  sentences: Sentences<P>;
}
interface Check<P extends OwnProblem> {
  check(answers: KeyAnswers, context: FormContext): P | CommonProblem | undefined;
  sentences: Sentences<P>;
}
/** A question without problems of its own has neither a check nor sentences. */
type Checked<P extends OwnProblem, C> = [P] extends [never] ? unknown : C;

interface TextParts extends Asked {
  kind: 'text';
  /** The longest accepted text in characters. A longer one is a problem, and is stored up to `textAtMost`. */
  most: number;
  /** The keyboard that a telephone shows. */
  style?: 'Tel' | 'Email';
  /**
   * An admin may mend a slip in it: true for what says who the visitor is. The rest of a request was decided upon: it
   * changes by returning it, by an approval with a change, by reapproving or shortening, never by a correction.
   */
  isCorrectable: boolean;
}
/** A text that is typed. Without a `check` of its own it must hold a letter. */
export type TextQuestion<P extends OwnProblem = never> = TextParts & Checked<P, TextCheck<P>>;

/** A date by which a person may answer at one press. */
export interface DateSuggestion {
  /** Names it in the press, which may come when other answers have changed: `12-months`. */
  id: string;
  /** For its button. */
  title: string;
  /** ISO. */
  date: string;
}

interface DateParts extends Asked {
  kind: 'date';
  /** The default of a blank date, ISO. */
  defaultAnswer?(answers: KeyAnswers, context: FormContext): string | undefined;
  /** Dates that a button fills in. Each is one that the question's check takes, as far as the other answers are known. */
  suggestions?(answers: KeyAnswers, context: FormContext): readonly DateSuggestion[];
}
/** An ISO calendar date. What was typed is kept even if it is none; the `check` runs on a blank too. */
export type DateQuestion<P extends OwnProblem = never> = DateParts & Checked<P, Check<P>>;

/** One of a list of the organisation, by id. */
export interface ListQuestion extends Asked {
  kind: 'list';
  /** The list is long: a box to type in, rather than buttons. */
  isSearched: boolean;
  placeholder: string;
  /** `title` stands in the input, `name` wherever the answer is shown. */
  choices(context: Pick<FormContext, 'policy' | 'departments'>): { id: string; title: string; name: string }[];
}

interface OptionParts<V extends string> extends Asked {
  kind: 'option';
  options: Readonly<Record<V, string>>;
  /** What a draft starts with: such a question is always answered. */
  initial: V;
}
/** One of a few fixed values, by what each is called. */
export type OptionQuestion<V extends string, P extends OwnProblem = never> = OptionParts<V> & Checked<P, Check<P>>;

export interface YesNoQuestion extends Asked {
  kind: 'yes-no';
  initial: boolean;
}

/** A picture, added on a page of its own, which the review opens: it is drawn by `cards/photo.ts`. */
export interface PictureQuestion extends Omit<Asked, 'step'> {
  kind: 'picture';
  step: 'review';
}

interface AnyCheck {
  check?(answers: KeyAnswers, context: FormContext): OwnProblem | undefined;
  sentences?: AnySentences;
}
export type AnyTextQuestion = TextParts & { check?(text: string, context: FormContext): OwnProblem | undefined; sentences?: AnySentences };
/** Any question, for those who go through all of them. */
export type Question =
  | AnyTextQuestion
  | (DateParts & AnyCheck)
  | ListQuestion
  | (OptionParts<string> & AnyCheck)
  | YesNoQuestion
  | PictureQuestion;

export type Questions = Readonly<Record<string, Question>>;

/** What an answer to a question is stored as. Texts are trimmed and never empty. */
export type AnswerTo<T> = T extends { kind: 'option'; initial: infer V }
  ? V
  : T extends { kind: 'yes-no' }
    ? boolean
    : T extends { kind: 'picture' }
      ? Photo
      : string;

/** The answers to a table of questions: those with an `initial` one are always there. */
export type AnswersTo<Q> = {
  [F in keyof Q as Q[F] extends { initial: unknown } ? F : never]: AnswerTo<Q[F]>;
} & {
  [F in keyof Q as Q[F] extends { initial: unknown } ? never : F]?: AnswerTo<Q[F]>;
};

/** Everything that can be wrong with an answer to one of these questions; for any table, a problem is known by its word alone. */
export type ProblemWith<Q> = string extends keyof Q ? OwnProblem : CommonProblem | OwnProblemOf<Q[keyof Q]>;
type OwnProblemOf<T> = T extends { check(on: never, context: never): infer P } ? Exclude<P, undefined> : never;
