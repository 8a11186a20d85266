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

/** A problem of one question alone, with a name of its own. */
export interface OwnProblem {
  word: string;
}

type SentencePolicy = Pick<Policy, 'shortVisitRoute'>;
type Sentence<P> = string | ((problem: P, policy: SentencePolicy) => string);

/** A warning: people should read it and may ignore it. */
export interface WarningRule {
  word: string;
  applies(answers: KeyAnswers, context: FormContext): boolean;
  /** For the sponsor, on the review. */
  sentence: string | ((policy: SentencePolicy) => string);
  /** For the approver; absent if it does not concern them. */
  concern?: string;
}

/** The groups of rows of a shown request. Contact details are shown to sponsors and admins only, and not on cards. */
export type RowGroup = 'visitor' | 'visit' | 'access' | 'contact';

/** The sections of a step after its main one, in this order: details of the account, and folded details. */
export const sections = ['account', 'more'] as const;
export type Section = (typeof sections)[number];

/** What every kind of question declares. */
interface Asked {
  /** The step that asks it, in the order of the table within a section. */
  step: Exclude<StepName, 'review'>;
  /** Its section; the main one by default. */
  section?: Section;
  label: string;
  /** Follows “Add” and “Edit” on a button: “the first name”. */
  noun: string;
  /** The hint under the input; undefined if these answers need none. */
  hint?: string | ((answers: KeyAnswers, context: FormContext) => string | undefined);
  /** Absent: always asked. *Make request* drops the answers to questions that are not asked. */
  isVisible?(answers: KeyAnswers, policy: Pick<Policy, 'reasons'>): boolean;
  /** The question whose answer reveals it: on the page it follows that one, where the person is looking. */
  revealedBy?: string;
  /** Required if asked (and `when` is true); otherwise the problem is `missing`. */
  mandatory: false | { when?(answers: KeyAnswers, context: FormContext): boolean; missing: string };
  /** Where a request shows the answer: in the visitor's name, in a row of a group, or nowhere. */
  row: 'name' | 'none' | { group: RowGroup; label: string };
  /** Whether *Another like this* copies the answer. True for the visit, never for the person. */
  isCopiedAlong: boolean;
  /** How the search for duplicates uses it. */
  comparedAs?: 'given name' | 'family name' | 'email';
  warnings?: readonly WarningRule[];
  /** What a blank is called where all answers are checked; “Not given” unless said. */
  blankMeans?: string;
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
/** A question without problems of its own needs no check and no sentences. */
type Checked<P extends OwnProblem, C> = [P] extends [never] ? unknown : C;

interface TextParts extends Asked {
  kind: 'text';
  /** The longest accepted text in characters. A longer one is a problem, and is stored up to `textAtMost`. */
  most: number;
  /** The on-screen keyboard of a phone. */
  style?: 'Tel' | 'Email';
  /**
   * Whether an admin may correct it: true for the visitor's identity. Everything else was approved; it
   * changes by a return, an approval with a change, a reapproval or an earlier end, never by a correction.
   */
  isCorrectable: boolean;
}
/** A typed text. Without a `check` of its own it must contain a letter. */
export type TextQuestion<P extends OwnProblem = never> = TextParts & Checked<P, TextCheck<P>>;

/** A date that a button fills in. */
export interface DateSuggestion {
  /** Identifies it in a press that may arrive after other answers changed: `12-months`. */
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
  /** Dates for the buttons. Each passes the question's check, given the answers so far. */
  suggestions?(answers: KeyAnswers, context: FormContext): readonly DateSuggestion[];
}
/** An ISO calendar date. Invalid text is stored as typed; the `check` runs on a blank too. */
export type DateQuestion<P extends OwnProblem = never> = DateParts & Checked<P, Check<P>>;

/** One of a list of the organisation, by id. */
export interface ListQuestion extends Asked {
  kind: 'list';
  /** For long lists: an input with type-ahead in place of buttons. */
  isSearched: boolean;
  placeholder: string;
  /** `title` stands in the input, `name` wherever the answer is shown. What is retired is shown where it was chosen before. */
  choices(context: Pick<FormContext, 'policy' | 'departments'>): { id: string; title: string; name: string; isRetired?: true }[];
}

/** What can be chosen now. */
export function offeredChoices({ choices }: ListQuestion, context: Pick<FormContext, 'policy' | 'departments'>) {
  return choices(context).filter(({ isRetired }) => !isRetired);
}

interface OptionParts<V extends string> extends Asked {
  kind: 'option';
  options: Readonly<Record<V, string>>;
  /** The initial answer of a draft: the question is never blank. */
  initial: V;
}
/** One of a few fixed values, with their labels. */
export type OptionQuestion<V extends string, P extends OwnProblem = never> = OptionParts<V> & Checked<P, Check<P>>;

export interface YesNoQuestion extends Asked {
  kind: 'yes-no';
  initial: boolean;
}

/** A photo, added on a page of its own that the review opens; drawn by `cards/photo.ts`. */
export interface PictureQuestion extends Omit<Asked, 'step'> {
  kind: 'picture';
  step: 'review';
}

interface AnyCheck {
  check?(answers: KeyAnswers, context: FormContext): OwnProblem | undefined;
  sentences?: AnySentences;
}
export type AnyTextQuestion = TextParts & { check?(text: string, context: FormContext): OwnProblem | undefined; sentences?: AnySentences };
/** Any question, for code that goes through all of them. */
export type Question =
  | AnyTextQuestion
  | (DateParts & AnyCheck)
  | ListQuestion
  | (OptionParts<string> & AnyCheck)
  | YesNoQuestion
  | PictureQuestion;

export type Questions = Readonly<Record<string, Question>>;

/** Whether the answer is about the visitor rather than the visit: what is about one person stands together, whichever step asks it. */
export function isAboutVisitor({ step, row }: Question): boolean {
  return step === 'who' || row === 'name' || (typeof row === 'object' && (row.group === 'visitor' || row.group === 'contact'));
}

/** The stored type of an answer. Texts are trimmed and never empty. */
export type AnswerTo<T> = T extends { kind: 'option'; initial: infer V }
  ? V
  : T extends { kind: 'yes-no' }
    ? boolean
    : T extends { kind: 'picture' }
      ? Photo
      : string;

/** The answers to a table of questions; those with an `initial` answer are always present. */
export type AnswersTo<Q> = {
  [F in keyof Q as Q[F] extends { initial: unknown } ? F : never]: AnswerTo<Q[F]>;
} & {
  [F in keyof Q as Q[F] extends { initial: unknown } ? never : F]?: AnswerTo<Q[F]>;
};

/** Every problem of these questions, by its name. */
export type ProblemWith<Q> = string extends keyof Q ? OwnProblem : CommonProblem | OwnProblemOf<Q[keyof Q]>;
type OwnProblemOf<T> = T extends { check(on: never, context: never): infer P } ? Exclude<P, undefined> : never;
