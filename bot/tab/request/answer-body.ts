import type { Asking, VerbBody } from '../../channels/tab/contract';

/**
 * The values that somebody changed in one verb's dialog. An absent value is untouched and follows the API's offer, even
 * if the request changes meanwhile.
 */
export interface Typed {
  words?: string;
  until?: string;
  validFrom?: string;
  validTo?: string;
  itAccess?: string;
  idCard?: boolean;
  /** By which a colleague is looked for. */
  text?: string;
  /** The chosen person. */
  to?: string;
  /** The field to be corrected. */
  field?: string;
  /** Typed values by field, so that switching the field loses nothing. */
  values?: Readonly<Record<string, string>>;
}

/** The value of a control: the typed one, or the API's default. */
export const shownDay = (asks: Asking & { kind: 'day' }, typed: Typed) => typed.until ?? asks.value ?? '';

export const shownPerson = (asks: Asking & { kind: 'person' }, typed: Typed) => typed.to ?? asks.options[0]?.id ?? '';

export function shownTerms(asks: Asking & { kind: 'terms' }, typed: Typed) {
  return {
    ...(asks.validFrom && { validFrom: typed.validFrom ?? asks.validFrom.value }),
    ...(asks.validTo && { validTo: typed.validTo ?? asks.validTo.value }),
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
      return { revision };
    case 'confirm':
      return { revision, ...(asks.was !== undefined && { was: asks.was }) };
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
 * The name of the control that a problem concerns; undefined if none is shown, and the sentence goes above the form.
 * The API names `validTo`, `terms.validTo` or the corrected field.
 */
export function controlOf(asks: Asking | undefined, typed: Typed, field: string | undefined): string | undefined {
  const last = field?.split('.').at(-1);
  if (asks === undefined || last === undefined) return undefined;
  if (asks.kind === 'correction' && last === shownCorrection(asks, typed).field) return 'value';
  if (asks.kind === 'terms' && last === 'terms') return asks.validTo && 'validTo';
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
      return [
        ...(asks.validFrom ? ['validFrom'] : []),
        ...(asks.validTo ? ['validTo'] : []),
        ...(asks.itAccess ? ['itAccess'] : []),
        ...(asks.idCard ? ['idCard'] : []),
        'words',
      ];
    case 'person':
      return ['to', 'words'];
    case 'colleague':
      return ['text'];
    case 'correction':
      return ['field', 'value'];
  }
}
