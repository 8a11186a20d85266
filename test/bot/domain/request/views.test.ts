import * as fc from 'fast-check';
import { folded } from '../../../../bot/domain/request/search';
import { placesOf, viewOf } from '../../../../bot/domain/request/views';
import { isOver, statuses } from '../../../../bot/domain/statuses/table';
import { adminId, approval, makeRequest, sponsorId, strangerId } from '../../../make';

describe('placesOf', () => {
  it('should list a pending request for its sponsor, department, status, deciders, surname and month of its end', () => {
    const newest = `${9_999_999_999_999 - Date.parse('2027-01-18T10:15:00Z')}:VR-7K3M9QXA`;
    expect(placesOf(makeRequest())).toEqual([
      { partition: `sponsor:${sponsorId}`, row: '2027-08-31:VR-7K3M9QXA' },
      { partition: 'department:computer-science', row: newest },
      { partition: 'status:pending', row: newest },
      { partition: 'name:ot', row: 'ottoline fairweather:VR-7K3M9QXA' },
      { partition: 'name:fa', row: 'fairweather:VR-7K3M9QXA' },
      { partition: 'ends', row: '2027-08-31:VR-7K3M9QXA' },
      { partition: 'ending:computer-science', row: '2027-08-31:VR-7K3M9QXA' },
      { partition: 'surname', row: 'fairweather:VR-7K3M9QXA' },
      { partition: 'reason:external-examiner', row: newest },
      { partition: 'all', row: newest },
      { partition: 'named:computer-science:fairweather', row: 'ottoline:VR-7K3M9QXA' },
      { partition: 'named:computer-science:ottoline', row: 'fairweather:VR-7K3M9QXA' },
      { partition: 'waiting', row: '2027-01-18T10:15:00Z:VR-7K3M9QXA' },
      { partition: 'pending:computer-science', row: newest },
    ]);
  });

  it('should list for whoever an admin has named to decide it, while it waits', () => {
    const assigned = { to: strangerId, by: adminId, at: '2027-01-19T10:00:00Z', channel: 'tab' } as const;
    const lists = (status: (typeof statuses)[number]) => placesOf(makeRequest({ status, assigned })).map(({ partition }) => partition);
    expect(statuses.filter((status) => lists(status).includes(viewOf.decides(strangerId)))).toEqual(['pending']);
  });

  it('should list what is to be decided by somebody by name before what they decided', () => {
    const assigned = { to: strangerId, by: adminId, at: '2027-01-19T10:00:00Z', channel: 'tab' } as const;
    const decision = { ...approval, by: strangerId };
    const rows = [makeRequest({ status: 'active', decision }), makeRequest({ assigned })]
      .flatMap(placesOf)
      .filter(({ partition }) => partition === viewOf.decided(strangerId))
      .map(({ row }) => row);
    expect(rows).toHaveLength(2);
    expect([...rows].sort()).toEqual([rows[1], rows[0]]);
  });

  it('should list by Valid from what is approved or runs', () => {
    const starts = { partition: viewOf.starts, row: '2027-02-03:VR-7K3M9QXA' };
    const listed = statuses.filter((status) => placesOf(makeRequest({ status })).some(({ partition }) => partition === starts.partition));
    expect(listed).toEqual(['approved', 'active']);
    expect(placesOf(makeRequest({ status: 'active' }))).toContainEqual(starts);
  });

  it('should list for a successor to whom it is offered, until it is over', () => {
    const open = { to: strangerId, by: sponsorId, at: '2027-01-19T10:00:00Z', channel: 'tab', revision: 2 } as const;
    const lists = (status: (typeof statuses)[number]) => placesOf(makeRequest({ status, handover: { open } }));
    const offered = { partition: viewOf.offered(strangerId), row: '2027-08-31:VR-7K3M9QXA' };
    expect(statuses.filter((status) => lists(status).some(({ partition }) => partition === offered.partition))).toEqual(
      statuses.filter((status) => !isOver(status)),
    );
    expect(lists('active')).toContainEqual(offered);
  });

  it.each(statuses.filter((status) => status !== 'pending'))('should not list a request that is %s for the deciders', (status) => {
    const partitions = placesOf(makeRequest({ status })).map(({ partition }) => partition);
    expect(partitions).toContain(viewOf.status(status));
    expect(partitions.filter((partition) => partition.startsWith('pending:'))).toEqual([]);
  });

  it.each(statuses)('should list by name and email for comparing only while it is not over: %s', (status) => {
    const request = makeRequest({
      status,
      answers: { ...makeRequest().answers, personalEmail: 'O.Fairweather@Example.org', preferredName: 'Otty' },
    });
    const compared = placesOf(request).filter(({ partition }) => /^(named|email):/.test(partition));
    expect(compared).toEqual(
      isOver(status)
        ? []
        : [
            { partition: 'named:computer-science:fairweather', row: 'ottoline:VR-7K3M9QXA' },
            { partition: 'named:computer-science:fairweather', row: 'otty:VR-7K3M9QXA' },
            { partition: 'named:computer-science:ottoline', row: 'fairweather:VR-7K3M9QXA' },
            { partition: 'email:o.fairweather@example.org', row: 'VR-7K3M9QXA' },
          ],
    );
  });

  it('should sort the newest first, and what ends soonest first', () => {
    const second = fc.integer({ min: 0, max: 4e9 }).map((at) => new Date(at * 1000).toISOString());
    fc.assert(
      fc.property(second, second, (one, other) => {
        const row = (madeAt: string) =>
          placesOf(makeRequest({ madeAt })).find(({ partition }) => partition === 'status:pending')?.row ?? '';
        if (one < other) expect(row(one) > row(other)).toBe(true);
        else if (one === other) expect(row(one)).toBe(row(other));
        expect(row(one)).toHaveLength(13 + 1 + 11);
      }),
    );
    const ends = ['2027-02-28', '2027-03-01', '2028-01-01'].map((validTo) => placesOf(makeRequest({ validTo }))[0]?.row ?? '');
    expect([...ends].sort()).toEqual(ends);
  });

  it('should give each request its own row in every list', () => {
    const [one, other] = [makeRequest(), makeRequest({ id: 'VR-00000001' })].map(placesOf);
    for (const [at, place] of (one ?? []).entries()) {
      expect(other?.[at]?.partition).toBe(place.partition);
      expect(other?.[at]?.row).not.toBe(place.row);
    }
  });
});

describe('folded', () => {
  it.each([
    ['Ó Briain', 'o briain'],
    ['ÅNGSTRÖM', 'angstrom'],
    ['Nguyễn', 'nguyen'],
    ['İnan', 'inan'],
    ['山田', '山田'],
  ])('should find %s as %s', (name, key) => {
    expect(folded(name)).toBe(key);
  });

  it('should change nothing the second time', () => {
    fc.assert(fc.property(fc.string({ unit: 'grapheme' }), (name) => expect(folded(folded(name))).toBe(folded(name))));
  });
});
