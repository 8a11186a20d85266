import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createContext, runInContext, Script } from 'node:vm';
import { parseSync } from '@swc/core';
import { Temporal } from 'temporal-polyfill';
import { incomingOf, parseActivity } from '../../bot/adapters/teams/teams-activity';
import { deliveryOf } from '../../bot/adapters/teams/teams-chat';
import { loadPolicy } from '../../bot/data/load';
import policyJson from '../../bot/data/policy.json';
import { fieldsOf, fillIn, problemsOf, tidy, warningsOf } from '../../bot/domain/form/form';
import { type Answers, emptyAnswers } from '../../bot/domain/form/questions';
import { stepNames } from '../../bot/domain/form/steps';
import { readCrop } from '../../bot/domain/photo/portrait';
import { parseUploadHeader } from '../../bot/domain/photo/upload-link';
import { matchesName, searchTermIn } from '../../bot/domain/request/search';
import { understand } from '../../bot/domain/words/commands';
import { actions } from '../../cards/actions';
import { sampleDepartments } from '../fakes/sample';
import { makeDepartment } from '../make';

interface Found {
  file: string;
  pattern: string;
  flags: string;
}

/** Every regular expression literal of the product, as the compiler reads it. */
function expressionsIn(folder: string): Found[] {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.ts'));
  return files.flatMap((name) => {
    const found: Found[] = [];
    const file = join(folder, name);
    const walk = (node: unknown): void => {
      if (Array.isArray(node)) node.forEach(walk);
      else if (node && typeof node === 'object') {
        const { type, pattern, flags } = node as Record<string, string>;
        if (type === 'RegExpLiteral') found.push({ file, pattern: pattern ?? '', flags: flags ?? '' });
        Object.values(node).forEach(walk);
      }
    };
    walk(parseSync(readFileSync(file, 'utf8'), { syntax: 'typescript' }));
    return found;
  });
}

/** Whether something repeated without end holds something repeated without end: `(a+)*`. Such a pattern can take for ever. */
function nestsQuantifiers(pattern: string): boolean {
  const groups: { isUnbounded: boolean; from: number }[] = [];
  let isUnbounded = false;
  const tokens = pattern.match(/\\[^]|\[(?:\\[^]|[^\]\\])*\]|\(\?(?:[:=!]|<[=!]|<\w+>)|[^]/g) ?? [];
  for (const [index, token] of tokens.entries()) {
    const isRepeated = /^(?:[*+]|\{\d+,\})/.test(tokens.slice(index + 1, index + 12).join(''));
    if (token.startsWith('(') && token !== '\\(') {
      groups.push({ isUnbounded, from: index });
      isUnbounded = false;
    } else if (token === ')') {
      const around = groups.pop();
      if (isRepeated && isUnbounded && !beginsWithDivider(tokens.slice((around?.from ?? 0) + 1, index))) return true;
      isUnbounded = isUnbounded || isRepeated || around?.isUnbounded === true;
    } else if (isRepeated) isUnbounded = true;
  }
  return false;
}

/** `(-[a-z]+)*` is harmless: each round begins with a sign that no round holds, so there is one way to divide a text. */
function beginsWithDivider([first = '', repeated = '', ...rest]: string[]): boolean {
  const sign = /^(?:\\[^a-zA-Z]|[^\\[(.])$/.test(first) && first.at(-1);
  return sign !== false && /^\[[^^]/.test(repeated) && rest.length === 1 && !new RegExp(repeated).test(sign ?? '');
}

const length = 50_000;

/** Strings on which a backtracking search goes back most: one thing again and again, and at the end something else. */
function attacksOn({ pattern }: Found): string[] {
  const plain = pattern.replaceAll(/\\[a-zA-Z]|[\\^$]/g, '');
  const words = (plain.match(/[\w"':-]{3,}/g) ?? []).slice(0, 5);
  const signs = [...new Set([...'aA0 .-_@,~"\t\n\u00e9', ...plain])];
  const units = [...signs, ...words, 'a0', ' a', '0.', '0,', 'a.', 'a@'];
  return [...units, ...words.flatMap((word) => [' ', 'a'].map((sign) => word + sign.repeat(length)))].map(
    (unit) => `${unit.repeat(Math.ceil(length / unit.length)).slice(0, length)}\u0001`,
  );
}

/**
 * Ends a search that takes longer than a second, where a linear one takes a thousandth of that. The second is the wall's,
 * and a busy machine may be elsewhere for one: only what is ended three times is too slow.
 */
function searches({ pattern, flags }: Pick<Found, 'pattern' | 'flags'>): (text: string, tries?: number) => void {
  const context = createContext({ text: '' });
  runInContext(`var search = ${new RegExp(pattern, flags.includes('g') ? flags : `${flags}g`)};`, context);
  const replace = new Script('text.replace(search, "")');
  const search = (text: string, tries = 3): void => {
    context.text = text;
    try {
      replace.runInContext(context, { timeout: 1_000 });
    } catch (fault) {
      if (tries === 1) throw fault;
      search(text, tries - 1);
    }
  };
  return search;
}

const expressions = [...expressionsIn('bot'), ...expressionsIn('cards')];

describe('the regular expressions of the product', () => {
  it('should all be found', () => {
    const patterns = expressions.map(({ pattern }) => pattern);
    expect(patterns.length).toBeGreaterThan(40);
    expect(patterns).toEqual(expect.arrayContaining(['^VR-[0-9A-HJKMNP-TV-Z]{8}$', '^[a-z0-9]+(-[a-z0-9]+)*$']));
  });

  it('should repeat nothing that repeats', () => {
    expect(expressions.filter(({ pattern }) => nestsQuantifiers(pattern))).toEqual([]);
  });

  it.each(['(a+)+$', '^(?:\\w*\\s?)*$', '((ab)+c)*', '(?<name>x{2,}y)+', '(-[a-z-]+)*', '([a-z]+)*', '(.[a-z]+)*'])(
    'should be looked through well enough to catch %s',
    (pattern) => {
      expect(nestsQuantifiers(pattern)).toBe(true);
    },
  );

  it.each(['^(?:(?:0|1)(?:\\.\\d{1,9})?,){3}$', '(a+)(b+)', '[(+]+', '\\(a+\\)+', '(?:a+){2}', '^[a-z]+(-[a-z]+)*$', '(\\.[a-z-]+)+'])(
    'should be let be where they are harmless: %s',
    (pattern) => {
      expect(nestsQuantifiers(pattern)).toBe(false);
    },
  );

  it.each(expressions.map((found) => [`${found.file} /${found.pattern}/`, found] as const))(
    'should get through 50,000 characters at once: %s',
    (_name, found) => {
      const search = searches(found);
      for (const attack of attacksOn(found)) expect(() => search(attack)).not.toThrow();
    },
  );

  it.each(['^(a+)+$', '\\s+$', '^(\\w|a)*$'])('should be stopped by these strings where one is not linear: %s', (pattern) => {
    const found = { file: '', pattern, flags: '' };
    const search = searches(found);
    expect(() => attacksOn(found).forEach((attack) => search(attack, 1))).toThrow(/timed out/);
  });
});

const context = {
  policy: loadPolicy(policyJson),
  departments: [...sampleDepartments, makeDepartment()],
  today: Temporal.PlainDate.from('2027-01-18'),
};
const texts = [
  'a',
  ' ',
  '0',
  '@',
  '.',
  '<at>',
  '\u0301',
  '\u202e',
  '\ud83d\ude00',
  "'",
  '"',
  '=',
  '${',
  '\u0000',
  'new visitor ',
  '1,',
  'VR-0',
].map((unit) => unit.repeat(Math.ceil(length / unit.length)));

describe.each(texts.map((text) => [JSON.stringify(text.slice(0, 12)), text] as const))('50,000 characters of %s', (_name, text) => {
  it('should be taken or refused by every entry, cut to what is kept', () => {
    const answers: Answers = stepNames.reduce(
      (filled, step) => fillIn(filled, step, Object.fromEntries(fieldsOf[step].map((field) => [field, text]))),
      emptyAnswers,
    );
    for (const value of Object.values(answers)) expect(String(value).length).toBeLessThanOrEqual(2 * 300);
    expect(
      Object.keys(
        problemsOf({ ...answers, department: text, reason: text, personalEmail: text, telephone: text, validFrom: text }, context),
      ),
    ).toContain('reason');
    expect(warningsOf(answers, context)).toBeInstanceOf(Array);
    expect(tidy(text, 1000).length).toBeLessThanOrEqual(2_000);
    understand(text);
    for (const sought of [searchTermIn(text), searchTermIn(`find ${text}`)])
      expect(JSON.stringify(sought ?? '').length).toBeLessThanOrEqual(150);
    matchesName([text], text);
    expect(parseUploadHeader(text)).toBeUndefined();
    expect(readCrop(text)).toBeUndefined();
    expect(deliveryOf(Object.assign(new Error(text), { code: text }), 'post').code.length).toBeLessThanOrEqual(length * 2);
    for (const { data } of Object.values(actions)) {
      const parsed = data.safeParse({ draft: text, request: text, step: text, revision: text, from: text, words: text });
      // A blank and a row of zeros are numbers to whoever reads them as such.
      if (parsed.success) expect(Object.values(parsed.data).every((value) => value === 0)).toBe(true);
    }
  });

  it('should leave nothing of an activity but a command or 1,000 characters', () => {
    const activity = (rest: object) => ({
      type: 'message',
      channelId: 'msteams',
      serviceUrl: 'https://smba.trafficmanager.net/uk/',
      from: { id: '29:x', aadObjectId: '3ceaaf30-8142-48ea-b1d9-3080f9b439fc' },
      recipient: { id: '28:bot' },
      conversation: { id: 'a:1', conversationType: 'personal' },
      ...rest,
    });
    const read = (json: object) => {
      const parsed = parseActivity(json);
      return parsed && incomingOf(parsed);
    };
    const said = read(activity({ text, entities: [{ type: 'mention', text, mentioned: { id: '28:other' } }] }));
    expect(said).toMatchObject({ kind: 'turn', turn: { act: { kind: 'said' } } });
    const words = (said as { turn: { act: { text: string } } }).turn.act.text;
    expect(Array.from(words).length).toBeLessThanOrEqual(1_000);
    for (const wrong of [
      { type: text },
      { channelId: text },
      { serviceUrl: text },
      { from: { id: text } },
      { conversation: { id: text } },
      { replyToId: text },
    ]) {
      expect(parseActivity(activity(wrong))).toBeUndefined();
    }
    expect(read(activity({ type: 'invoke', name: 'adaptiveCard/action', value: { action: { verb: text } } }))).toBeUndefined();
  });
});
