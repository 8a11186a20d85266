import { readFileSync } from 'node:fs';
import { web } from '../../bot/channels/web';
import packageJson from '../../package.json';
import { makePolicy } from '../make';

const page = readFileSync('bot/SECURITY.md', 'utf8');
const section = (name: string) => page.split(`\n## ${name}\n`)[1]?.split('\n## ')[0] ?? '';
/** What stands in code in the first column of a section's table. */
const firstColumn = (name: string) =>
  [...section(name).matchAll(/^\| (`[^|]*) \|/gm)].flatMap(([, cell = '']) =>
    [...cell.matchAll(/`([^`]+)`/g)].map(([, code = '']) => code),
  );

describe('bot/SECURITY.md', () => {
  it('should say of every package that is deployed what it may do, and of no other', () => {
    expect(firstColumn('Packages').sort()).toEqual(Object.keys(packageJson.dependencies).sort());
  });

  it('should name every door', () => {
    const never = () => {
      throw new Error('not called');
    };
    const parts = {
      messages: never,
      upload: {
        pages: { html: '', css: '', script: '', dialogScript: '' },
        organisation: '',
        privacy: '',
        origin: '',
        admit: never,
        hold: never,
        open: never,
        accept: never,
      },
      accessibility: { policy: makePolicy(), css: '' },
      outlook: { caller: never, answer: never, admit: never },
      tab: { caller: never, ports: { verbs: {} }, admit: never },
      ready: never,
      log: {},
      reference: never,
    };
    const { routes } = web(parts as unknown as Parameters<typeof web>[0]);
    const doors = firstColumn('Doors').map((door) => door.replace(/^[A-Z]+ /, '').replace('…', ''));
    const paths = [...new Set(routes.map(({ path }) => path))].filter((path) => path !== '/*');
    expect(paths.length).toBeGreaterThan(6);
    expect(paths.filter((path) => !doors.some((door) => path.startsWith(door)))).toEqual([]);
  });
});
