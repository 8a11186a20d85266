import { bodyOfDepartment, mergedTyping, newDepartment } from '../../../bot/tab/organisation/department-state';

const [one, other, third] = ['Ada', 'Ben', 'Cai'].map((name) => ({ id: name.toLowerCase(), name }));
const first = { ...newDepartment, id: 'music', name: 'Music', head: one!, deputies: [other!] };

it('should take over what somebody else saved, but for what was typed, which stands beside theirs', () => {
  const typed = { ...first, name: 'School of Music', validTo: '2027-06-30' };
  const theirs = { ...first, name: 'Music and Drama', head: third!, deputies: [], validFrom: '2027-01-11' };
  expect(mergedTyping(first, typed, theirs)).toEqual({
    typed: { ...theirs, name: 'School of Music', validTo: '2027-06-30' },
    theirs: { name: 'Music and Drama' },
  });
});

it('should keep that a head was taken away, and tell of deputies by name', () => {
  const { head: _away, ...typed } = { ...first, deputies: [other!, third!] };
  const theirs = { ...first, head: third!, deputies: [one!, third!] };
  const merged = mergedTyping(first, typed, theirs);
  expect('head' in merged.typed).toBe(false);
  expect(merged.theirs).toEqual({ head: 'Cai', deputies: 'Ada, Cai' });
  expect(bodyOfDepartment(merged.typed, 'tag')).toEqual({
    id: 'music',
    name: 'Music',
    kind: 'school',
    deputies: ['ben', 'cai'],
    validFrom: '',
    validTo: '',
    isClosed: false,
    etag: 'tag',
  });
});
