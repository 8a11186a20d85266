import { shortDay, shortDayIn } from '../dates/day-words';
import type { ItAccess } from '../form/answer-values';
import { itAccessLabels } from '../form/form-words';
import { period, rowLabels } from './card-words';

/** In a row of a list: "3 Feb to 30 Jul 2027". */
export function shortPeriod(from: string, to: string): string {
  const [first, last] = [shortDay(from), shortDay(to)];
  const isOneYear = from.slice(0, 4) === to.slice(0, 4);
  return `${isOneYear ? first.slice(0, -' 2027'.length) : first} to ${last}`;
}

/** "Waiting for a decision · since 3 Feb 2027": with its year, so that the rows of one list are alike. */
export function sinceLine(state: string, instant: string, zone: string): string {
  return inOneLine(state, `since ${shortDayIn(instant, zone)}`);
}

/** "Contractor/Consultant (Example Robotics Ltd)". */
export function withEmployer(reason: string, employer: string | undefined): string {
  return employer === undefined ? reason : `${reason} (${employer})`;
}

/** What a request asks for, in one line: "Contractor/Consultant · Staff-like · ID card". */
export function wantsLine(reason: string, itAccess: ItAccess, idCard: boolean): string {
  if (itAccess === 'none' && idCard) return inOneLine(reason, 'ID card only');
  return inOneLine(reason, itAccess === 'none' ? 'No IT access' : itAccessLabels[itAccess], idCard ? 'ID card' : 'no ID card');
}

/** Parts of a row of a list: "School of Computer Science · 3 Feb to 30 Jul 2027". */
export function inOneLine(...parts: readonly string[]): string {
  return parts.join(' · ');
}

function accessWords(itAccess: ItAccess, idCard: boolean): string {
  if (itAccess === 'none' && idCard) return 'ID card only';
  const access = itAccess === 'none' ? 'No IT access' : `${itAccessLabels[itAccess]} access`;
  return `${access}, ${idCard ? 'ID card' : 'no ID card'}`;
}

interface Top {
  sponsor: string;
  /** ISO dates. */
  validFrom: string;
  validTo: string;
  itAccess: ItAccess;
  idCard: boolean;
}

/** "Sponsor: Sam Sponsor. Mon 8 Feb 2027 to Fri 30 Jul 2027. Staff-like access, ID card". For literal text only. */
export function topLine({ sponsor, validFrom, validTo, itAccess, idCard }: Top): string {
  return `${rowLabels.sponsor}: ${sponsor}. ${period(validFrom, validTo)}. ${accessWords(itAccess, idCard)}`;
}
