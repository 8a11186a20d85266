import { readFileSync } from 'node:fs';
import { Temporal } from 'temporal-polyfill';
import { checkOwnFiles, leftToDo, type OwnFiles } from '../../../infra/yours/check-yours';
import { makePolicy } from '../../make';

const own = {
  organisation: 'University of Somewhere',
  universityDomains: ['somewhere.ac.uk'],
  helpRoute: 'ask IT',
  shortVisitRoute: 'ask IT',
};
const quiet = {
  passOn: { withEmail: 'x', otherwise: 'y' },
  accessibility: { ...makePolicy().accessibility, contact: 'IT', complaints: 'IT', notWorking: [], tested: [] },
};

describe('npm run yours', () => {
  it('should find the sample in the files as they come', () => {
    const json = (path: string) => JSON.parse(readFileSync(path, 'utf8')) as unknown;
    const files = { manifest: json('manifest/manifest.json'), policy: json('bot/data/policy.json') } as OwnFiles;
    const todo = leftToDo(files, '2027-08-01');
    expect(todo).toContain('manifest/manifest.json: developer.name is still the sample’s. Put your own in its place.');
    expect(todo).toContain('bot/data/policy.json: organisation is still the sample’s. Put your own in its place.');
    expect(todo).toContain('bot/data/policy.json: validTo is over. Put dates that are to come in its place.');
  });

  it('should find nothing where all of it was replaced', () => {
    const policy = makePolicy({ ...own, ...quiet, validTo: '2027-07-31', closureDays: [] });
    expect(leftToDo({ manifest: { name: { short: 'Visitors' } }, policy }, '2027-01-18')).toEqual([]);
  });

  it('should say in which file a slip of the hand is, and where', () => {
    const now = Temporal.Instant.from('2027-01-18T10:00:00Z');
    const check = (path: string, from: string, to: string) =>
      checkOwnFiles((file) => {
        const text = readFileSync(file, 'utf8');
        return file === path ? text.replace(from, to) : text;
      }, now);
    expect(check('bot/data/policy.json', ',', ',,')).toEqual([
      expect.stringMatching(/^bot\/data\/policy\.json is no JSON any more: .+ position 4\d.*\.$/),
    ]);
    expect(check('manifest/manifest.json', '{', '{{')).toEqual([expect.stringMatching(/^manifest\/manifest\.json is no JSON any more: /)]);
    expect(check('bot/data/policy.json', '"monday"', '"funday"')).toEqual([
      'bot/data/policy.json: policy.reminderDay: not a day from monday to friday.',
    ]);
    expect(check('bot/data/policy.json', 'Bantshire University', 'University of Somewhere')).toContain(
      'manifest/manifest.json: developer.name is still the sample’s. Put your own in its place.',
    );
  });
});
