import { Temporal } from 'temporal-polyfill';
import type { ListedRequest } from '../../../../bot/domain/shown/listed-request';
import { type SponsoredFilter, sponsoredRows } from '../../../../bot/domain/shown/sponsored';
import { sponsorId } from '../../../make';

const today = Temporal.PlainDate.from('2027-01-18');
const row = (visitor: string, status: ListedRequest['status'], validTo: string, request: string): ListedRequest => ({
  request,
  revision: 1,
  status,
  visitor,
  department: 'physics',
  sponsor: sponsorId,
  validFrom: '2026-12-01',
  validTo,
  since: '2026-12-01T09:00:00Z',
});
const rows = [
  row('Zoë Ito', 'active', '2027-06-30', 'VR-00000001'),
  row('Ana D’Souza', 'expired', '2026-12-20', 'VR-00000002'),
  row('Émile Zola', 'pending', '2027-03-31', 'VR-00000003'),
  // The sweep has not come to it yet: it is over all the same.
  row('Bo Lindqvist', 'active', '2027-01-17', 'VR-00000004'),
  { ...row('Ana Ito', 'active', '2027-03-31', 'VR-00000005'), foundBy: ['Ana Ito', 'Nika', 'Fellside Instruments'] },
];
const chosen = (filter: SponsoredFilter) => sponsoredRows(rows, filter, today).map(({ visitor }) => visitor);

describe('the visitors of a sponsor', () => {
  it.each<[string, SponsoredFilter, string[]]>([
    ['nothing', {}, ['Émile Zola', 'Ana Ito', 'Zoë Ito', 'Bo Lindqvist', 'Ana D’Souza']],
    ['their names', { sort: 'visitor' }, ['Ana D’Souza', 'Ana Ito', 'Bo Lindqvist', 'Émile Zola', 'Zoë Ito']],
    ['their statuses', { sort: 'status' }, ['Émile Zola', 'Zoë Ito', 'Ana Ito', 'Ana D’Souza', 'Bo Lindqvist']],
    ['the beginning of a name, without its marks', { search: ' ito ' }, ['Ana Ito', 'Zoë Ito']],
    ['the preferred name', { search: 'nik' }, ['Ana Ito']],
    ['the employer', { search: 'fellside' }, ['Ana Ito']],
    ['a name that nobody has', { search: 'to' }, []],
    ['a reference as it is written down', { search: 'vr 00000oo3' }, ['Émile Zola']],
    ['a reference of somebody else', { search: 'VR-7K3M9QXA' }, []],
    ['a status as of today', { statuses: ['active'] }, ['Ana Ito', 'Zoë Ito']],
    ['a status that the clock has brought', { statuses: ['expired'] }, ['Bo Lindqvist', 'Ana D’Souza']],
    ['several statuses', { statuses: ['active', 'expired'], sort: 'visitor' }, ['Ana D’Souza', 'Ana Ito', 'Bo Lindqvist', 'Zoë Ito']],
    ['both, sorted', { search: 'i', statuses: ['active'], sort: 'visitor' }, ['Ana Ito', 'Zoë Ito']],
  ])('should be chosen and sorted by %s', (_, filter, expected) => expect(chosen(filter)).toEqual(expected));

  it('should be left as they were given', () => {
    const before = rows.map(({ request }) => request);
    chosen({ sort: 'visitor' });
    expect(rows.map(({ request }) => request)).toEqual(before);
  });
});
