import type { Asking, VerbBody } from '../../channels/tab/contract';

/**
 * What somebody typed or picked for one verb, and nothing else: what is missing here was not touched and follows what
 * the API offers, also when the request moves on meanwhile.
 */
export interface Typed {
  words?: string;
  until?: string;
  validTo?: string;
  itAccess?: string;
  idCard?: boolean;
  mail?: string;
  /** The person who was chosen. */
  to?: string;
  /** The field to correct. */
  field?: string;
  /** For each field to correct, so that trying another one loses nothing. */
  values?: Readonly<Record<string, string>>;
}

/** What a control shows: what was typed, or what the API fills in. */
export const shownDay = (asks: Asking & { kind: 'day' }, typed: Typed) => typed.until ?? asks.value ?? '';

export const shownPerson = (asks: Asking & { kind: 'person' }, typed: Typed) => typed.to ?? asks.options[0]?.id ?? '';

export function shownTerms(asks: Asking & { kind: 'terms' }, typed: Typed) {
  return {
    validTo: typed.validTo ?? asks.validTo.value,
    ...(asks.itAccess && { itAccess: typed.itAccess ?? asks.itAccess.value }),
    ...(asks.idCard && { idCard: typed.idCard ?? asks.idCard.value }),
  };
}

export function shownCorrection(asks: Asking & { kind: 'correction' }, typed: Typed): { field: string; label: string; value: string } {
  const chosen = asks.fields.find(({ field }) => field === typed.field) ?? asks.fields[0];
  if (!chosen) return { field: '', label: '', value: '' };
  return { ...chosen, value: typed.values?.[chosen.field] ?? chosen.value };
}

/** What the verb is sent with. `to` is the id of the colleague who was shown. */
export function answerBody(asks: Asking | undefined, typed: Typed, revision: number, to: string | undefined): VerbBody {
  switch (asks?.kind) {
    case undefined:
    case 'confirm':
      return { revision };
    case 'words':
      return { revision, words: typed.words ?? '', ...(asks.was !== undefined && { was: asks.was }) };
    case 'day':
      return { revision, until: shownDay(asks, typed) };
    case 'terms':
      return { revision, terms: shownTerms(asks, typed), words: typed.words ?? '' };
    case 'person':
      return { revision, to: shownPerson(asks, typed), words: typed.words ?? '' };
    case 'colleague':
      return { revision, ...(to !== undefined && { to }) };
    case 'correction': {
      const { field, value } = shownCorrection(asks, typed);
      return { revision, field, value };
    }
  }
}

/**
 * The control that a problem is about, by its name; undefined where none is drawn, and the sentence stands above all.
 * The API may say `validTo` or `terms.validTo`, and name a field to correct by itself.
 */
export function controlOf(asks: Asking | undefined, typed: Typed, field: string | undefined): string | undefined {
  const last = field?.split('.').at(-1);
  if (asks === undefined || last === undefined) return undefined;
  if (asks.kind === 'correction' && last === shownCorrection(asks, typed).field) return 'value';
  if (asks.kind === 'terms' && last === 'terms') return 'validTo';
  return controlNames(asks).find((name) => name === last);
}

function controlNames(asks: Asking): string[] {
  switch (asks.kind) {
    case 'confirm':
      return [];
    case 'words':
      return ['words'];
    case 'day':
      return ['until'];
    case 'terms':
      return ['validTo', ...(asks.itAccess ? ['itAccess'] : []), ...(asks.idCard ? ['idCard'] : []), 'words'];
    case 'person':
      return ['to', 'words'];
    case 'colleague':
      return ['mail'];
    case 'correction':
      return ['field', 'value'];
  }
}
