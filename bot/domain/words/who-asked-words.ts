import { day } from '../dates/day-words';
import type { PersonId } from '../organisation/organisation';
import type { Handover, PassedOn } from '../request/visitor-request';
import { moment } from './words';

/** Whose card it is that says who asked whom. */
export interface AskedReader {
  nameOf(person: PersonId): string;
  reader: PersonId;
  zone: string;
}

/** "Ann Head asked Bo Deputy on Tue 3 Feb 2027 at 14:05"; the reader is "You" and "you". */
function askedWhom({ to, by, at }: Pick<Handover | PassedOn, 'to' | 'by' | 'at'>, { nameOf, reader, zone }: AskedReader): string {
  return `${by === reader ? 'You' : nameOf(by)} asked ${to === reader ? 'you' : nameOf(to)} on ${moment(at, zone)}`;
}

/** "Ann Head asked you on Tue 3 Feb 2027 at 14:05 to decide this." For literal text only. */
export function passedOnLine(passedOn: PassedOn, reader: AskedReader): string {
  return `${askedWhom(passedOn, reader)} to decide this.`;
}

/** To the successor. For literal text only. */
export function offerToYou(offer: Handover, until: string, reader: AskedReader): string {
  return `${askedWhom(offer, reader)} to become the sponsor of this visitor. You would be responsible for the visitor and for reapproving their account. Nothing changes until you accept. Please accept or decline by ${day(until)}.`;
}

/** "Sam Sponsor asked Bo Colleague on … to take over. Nothing changes until they accept, …" For literal text only. */
export function offerLine(offer: Handover, until: string, reader: AskedReader): string {
  return `${askedWhom(offer, reader)} to take over. Nothing changes until they accept, which they can do until ${day(until)}.`;
}
