import { z } from 'zod';
import { looks } from '../../cards/looks';
import { render } from '../../cards/render';

it('should parse a template on its first use and no other, and not again', () => {
  const parsed: unknown[] = [];
  jest.isolateModules(() => {
    const { Template } = jest.requireActual<typeof import('adaptivecards-templating')>('adaptivecards-templating');
    jest.doMock('adaptivecards-templating', () => ({
      Template: class extends Template {
        constructor(json: object) {
          super(json);
          parsed.push(json);
        }
      },
    }));
    const { render } = require('../../cards/render') as typeof import('../../cards/render');
    expect(parsed).toHaveLength(0);
    const asIs = z.looseObject({});
    const words = { originator: 'o', openTitle: 'Open', openUrl: 'https://alms.bantshire.example/' };
    const drawn = ['This is done.', 'This is late.'].map((sentence) =>
      JSON.stringify(render('outlook-notice', asIs, { ...words, sentence })),
    );
    expect(parsed).toHaveLength(1);
    expect(drawn).toEqual([expect.stringContaining('This is done.'), expect.stringContaining('This is late.')]);
  });
});

it('should look at the values in a test, and take the compiler’s word for them otherwise', () => {
  const words = { sentence: 'This is late.', originator: 'o', openTitle: 'Open', openUrl: 'https://alms.bantshire.example/' };
  const strict = z.looseObject({ sentence: z.string().max(3) });
  expect(() => render('outlook-notice', strict, words)).toThrow('<=3');
  jest.replaceProperty(looks, 'atValues', false);
  expect(JSON.stringify(render('outlook-notice', strict, words))).toContain('This is late.');
});
