import anyAscii from 'any-ascii';
import { type CardSystem, cardFields, inDateFormat, isDateFormat } from '../../../../bot/domain/organisation/card-system';
import { csvLine, unguarded } from '../../../../bot/domain/organisation/csv';
import { cardHeading, cardSheetLine, encodedSheet } from '../../../../bot/domain/shown/card-sheet';
import { departments, makePolicy, makeRequest } from '../../../make';

const layout = (more: Partial<CardSystem> = {}): CardSystem => ({
  columns: cardFields.map((field) => ({ field, heading: field.toUpperCase() })),
  dateFormat: 'DD/MM/YYYY',
  encoding: 'utf-8',
  delimiter: ',',
  ...more,
});
const datesOnly = layout({
  columns: [
    { field: 'validFrom', heading: 'From' },
    { field: 'validTo', heading: 'To' },
  ],
});
const lineOf = (answers: object, cards = layout()) =>
  cardSheetLine(makeRequest({ answers: { ...makeRequest().answers, ...answers } }), 'new', true, {
    policy: makePolicy({ cards }),
    departments,
  });

describe('the sheet for the card system', () => {
  it('should have the columns, headings and dates of the policy', () => {
    expect(
      cardHeading(
        layout({
          columns: [
            { field: 'lastName', heading: 'Family name' },
            { field: 'validTo', heading: 'Expiry' },
          ],
          delimiter: ';',
        }),
      ),
    ).toBe('Family name;Expiry\r\n');
    expect(lineOf({ employer: 'Fenwick, Instruments' })).toBe(
      'VR-7K3M9QXA,Fairweather,Ottoline,,Dr,,School of Computer Science,"Fenwick, Instruments",External Examiner,03/02/2027,31/08/2027,photos/VR-7K3M9QXA.jpg,,new\r\n',
    );
  });

  it.each(['=1+1', '+44', '-2', '@SUM(A1)', '\tx', '\rx', '＝1', "'=1", '=cmd|’ /C calc’!A0'])('should defuse the name %j', (lastName) => {
    const cell = lineOf({ lastName }, layout({ columns: [{ field: 'lastName', heading: 'x' }] })).replace(/\r\n$/, '');
    const inner = cell.startsWith('"') ? cell.slice(1, -1).replaceAll('""', '"') : cell;
    expect(inner.charAt(0)).toBe("'");
    expect(unguarded(inner)).toBe(lastName);
  });

  it.each(['–2+3', '‐cmd', '―SUM(A1)', '’–1'])('should defuse %j, which begins a formula once it is written in Latin-1', (lastName) => {
    const cards = layout({ columns: [{ field: 'lastName', heading: lastName }], encoding: 'latin1' });
    const written = encodedSheet(cardHeading(cards) + lineOf({ lastName }, cards), 'latin1', anyAscii);
    for (const cell of Buffer.from(written).toString('latin1').trimEnd().split('\r\n')) expect(cell).toMatch(/^'+-/);
    expect(lineOf({ lastName: 'O’Neil–Fox' }, cards)).toBe("O'Neil-Fox\r\n");
    // In an encoding that has the dash, the name is as it was typed.
    expect(lineOf({ lastName: '–2' }, layout({ columns: [{ field: 'lastName', heading: 'x' }] }))).toBe('–2\r\n');
  });

  it.each([
    ['2027-05-04T22:30:00Z', '03/02/2027,04/05/2027'],
    ['2027-01-20T09:00:00Z', '20/01/2027,20/01/2027'],
    ['2027-12-01T09:00:00Z', '03/02/2027,31/08/2027'],
  ])('should have none of the days that were left of what was ended at %s', (at, dates) => {
    const request = makeRequest({ account: { end: { by: 'someone', at, channel: 'tab' } } });
    const dated = (action: 'change' | 'end') =>
      cardSheetLine(request, action, false, { policy: makePolicy({ cards: datesOnly }), departments });
    expect([dated('end'), dated('change')]).toEqual([`${dates}\r\n`, '03/02/2027,31/08/2027\r\n']);
  });

  it('should quote what its own delimiter would part', () => {
    for (const delimiter of [',', ';', '\t']) expect(csvLine([`a${delimiter}b`, 'c'], delimiter)).toBe(`"a${delimiter}b"${delimiter}c\r\n`);
  });

  it('should be written in the encoding of the policy', () => {
    const text = 'Łucja Ó Briain ’–';
    expect(Buffer.from(encodedSheet(text, 'utf-8', anyAscii)).toString('utf8')).toBe(`\uFEFF${text}`);
    expect(Buffer.from(encodedSheet(text, 'utf-16le', anyAscii)).toString('utf16le')).toBe(`\uFEFF${text}`);
    expect(Buffer.from(encodedSheet(`${text} 漢😀`, 'latin1', anyAscii)).toString('latin1')).toBe('Lucja Ó Briain ?? han?');
  });

  it.each(['DD/MM/YYYY', 'YYYY-MM-DD', 'MM.DD.YYYY', 'YYYYMMDD'])('should know the date format %s', (format) => {
    expect(isDateFormat(format)).toBe(true);
    expect(inDateFormat('2027-02-03', format)).toBe(format.replace('YYYY', '2027').replace('MM', '02').replace('DD', '03'));
  });

  it.each(['', 'DD/MM', 'DD/DD/YYYY', 'D/M/YYYY', 'DD/MM-YYYY', 'DD/MM/YYYY hh', '=DD/MM/YYYY'])('should know no format %j', (format) => {
    expect(isDateFormat(format)).toBe(false);
  });
});
