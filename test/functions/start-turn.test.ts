import { spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

const turn = pathToFileURL(join(__dirname, '..', '..', 'functions', 'start-turn.mjs')).href;
const gone = 2_000_000_000;
let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'alms-turn-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** Processes that each want a turn at once, and note when theirs begins and ends; what each said. */
async function race(
  count: number,
  { takes, milliseconds = 300 }: { takes: boolean; milliseconds?: number },
): Promise<{ notes: string[]; said: string[] }> {
  const log = join(folder, 'notes.txt');
  writeFileSync(log, '');
  const program = `
    import { appendFileSync } from 'node:fs';
    import { takeTurn } from ${JSON.stringify(turn)};
    const end = ${takes ? 'await takeTurn((line) => console.log(line))' : '() => undefined'};
    appendFileSync(${JSON.stringify(log)}, 'begins\\n');
    await new Promise((resolve) => setTimeout(resolve, ${milliseconds}));
    appendFileSync(${JSON.stringify(log)}, 'ends\\n');
    end();`;
  const said = await Promise.all(
    Array.from({ length: count }, async () => {
      const child = spawn(process.execPath, ['--input-type=module', '-e', program], {
        env: { TMPDIR: folder },
        stdio: ['ignore', 'pipe', 'pipe'],
      });
      let printed = '';
      child.stdout.on('data', (part) => (printed += String(part)));
      child.stderr.on('data', (part) => (printed += String(part)));
      const code = await new Promise((resolve) => child.once('close', resolve));
      return code === 0 ? printed : `${printed}ended with ${String(code)}`;
    }),
  );
  return { notes: readFileSync(log, 'utf8').trim().split('\n'), said };
}

const oneAfterTheOther = (count: number) => Array.from({ length: count }, () => ['begins', 'ends']).flat();

describe('the turn of a start', () => {
  it('should be one at a time, and who waits is told so once', async () => {
    const { notes, said } = await race(4, { takes: true });
    expect(notes).toEqual(oneAfterTheOther(4));
    const waits = 'Another start is under way; this one goes on when that is ready.\n';
    // A process that is slow to begin may find the way free.
    for (const printed of said) expect(['', waits]).toContain(printed);
    expect(readdirSync(folder)).toEqual(['notes.txt']);
  });

  it('should be seen to overlap by this test where nobody takes it', async () => {
    expect((await race(4, { takes: false, milliseconds: 2_000 })).notes).not.toEqual(oneAfterTheOther(4));
  });

  it.each([String(gone), '', 'not a number'])('should not be kept by a start that was killed: “%s”', async (left) => {
    writeFileSync(join(folder, `alms-for-teams-${process.getuid?.() ?? 'start'}.pid`), left);
    const { notes, said } = await race(2, { takes: true });
    expect(notes).toEqual(oneAfterTheOther(2));
    expect(said.join('')).not.toContain('ended with');
  });
});
