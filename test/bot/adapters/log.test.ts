import { Writable } from 'node:stream';
import { log } from '../../../bot/adapters/log';
import { type Log, type LogFields, logFields } from '../../../bot/ports/log-fields';

function written(tell: (to: Log) => void): Record<string, unknown>[] {
  let text = '';
  const destination = new Writable({ write: (chunk: Buffer, _encoding, done) => ((text += chunk.toString()), done()) });
  tell(log({ level: 'info', destination }));
  return text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Record<string, unknown>);
}

/** Of each kind that a field may be of. */
const values = ['VR-7K3M9QXA', 7, true, ['aud', 'iss']];

describe('a line of the log', () => {
  const names = Object.keys(logFields) as (keyof LogFields)[];

  it.each(names)('should hold %s', (name) => {
    const value = values.find((one) => logFields[name](one));
    expect(value).toBeDefined();
    expect(written((to) => to.warn({ [name]: value } as LogFields, 'something'))).toEqual([
      { level: 40, time: expect.any(String) as string, [name]: value, msg: 'something' },
    ]);
  });

  it('should hold what it is about, in the night, in the tab and in digests and mails', () => {
    const about = {
      what: 'oldDrafts',
      isDry: true,
      operation: '/api/tab/act',
      refused: 'not-yours',
      digest: 'expiring',
      isWithoutCard: true,
    };
    expect(written((to) => to.info(about, 'something'))).toEqual([expect.objectContaining(about)]);
  });

  it('should leave out what is undefined, and what got round the types', () => {
    const careless = { code: undefined, fault: new Error('Ottoline Fairweather'), attempt: 'Ottoline', name: 'Ottoline', toString: 'x' };
    const lines = written((to) => to.error({ request: 'VR-7K3M9QXA', ...(careless as object) }, 'something'));
    expect(Object.keys(lines[0]!).sort()).toEqual(['level', 'msg', 'request', 'time']);
  });
});

describe('the type of a line', () => {
  // Never called: what is wrong here, the compiler has to tell.
  const calls = (to: Log, report: { due: number; visitor: string }, person: string | null) => {
    to.info({ request: 'VR-7K3M9QXA', code: undefined }, 'right');
    // @ts-expect-error: not a field
    to.info({ request: 'VR-7K3M9QXA', email: 'o.fairweather@bantshire.example' }, 'wrong');
    // @ts-expect-error: not a field, brought in by a spread
    to.info({ request: 'VR-7K3M9QXA', ...report }, 'wrong');
    // @ts-expect-error: not a field, in an object made elsewhere
    to.info(report, 'wrong');
    // @ts-expect-error: another kind
    to.info({ attempt: 'first' }, 'wrong');
    // @ts-expect-error: perhaps another kind
    to.info({ person }, 'wrong');
  };

  it('should be checked by the compiler', () => {
    expect(calls).toBeInstanceOf(Function);
  });
});
