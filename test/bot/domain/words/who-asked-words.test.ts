import { offerLine, offerToYou, passedOnLine } from '../../../../bot/domain/words/who-asked-words';
import { deputyId, headId, sponsorId } from '../../../make';

const nameOf = (person: string) => (person === headId ? 'Eleanor Brightwater' : 'Marisol Okafor');
const to = (reader: string) => ({ nameOf, reader, zone: 'Europe/London' });
const offer = { by: headId, at: '2027-07-05T13:05:00Z', channel: 'outlook', to: sponsorId, revision: 2 } as const;

it('should say who is offered a visitor by whom', () => {
  expect(offerToYou(offer, '2027-07-23', to(sponsorId))).toMatch(
    /^Eleanor Brightwater asked you on Mon 5 Jul 2027 at 14:05 to become the sponsor of this visitor\. .* by Fri 23 Jul 2027\.$/,
  );
  expect(offerLine(offer, '2027-07-23', to(deputyId))).toBe(
    'Eleanor Brightwater asked Marisol Okafor on Mon 5 Jul 2027 at 14:05 to take over. Nothing changes until they accept, which they can do until Fri 23 Jul 2027.',
  );
});

it.each([
  [headId, 'You asked Marisol Okafor'],
  [sponsorId, 'Eleanor Brightwater asked you'],
  [deputyId, 'Eleanor Brightwater asked Marisol Okafor'],
])('should call the reader “you”, whoever they are: %s', (reader, asked) => {
  expect(passedOnLine(offer, to(reader))).toBe(`${asked} on Mon 5 Jul 2027 at 14:05 to decide this.`);
  expect(offerLine(offer, '2027-07-23', to(reader))).toMatch(new RegExp(`^${asked} on `));
});
