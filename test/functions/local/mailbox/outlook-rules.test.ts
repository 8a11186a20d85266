import { headersOf, httpActionOf, outlookProblems } from '../../../../functions/local/mailbox/outlook-rules';

const origin = 'http://127.0.0.1:3978';
const http = {
  type: 'Action.Http',
  title: 'Approve',
  method: 'POST',
  url: `${origin}/api/outlook/approve/VR-7K3M9QXA`,
  body: '{{words.value}}',
};
const good = {
  type: 'AdaptiveCard',
  version: '1.0',
  originator: '5a2f6b1c-0c57-4d4e-9c1e-0f3a8b7d6e21',
  hideOriginalBody: true,
  autoInvokeAction: { ...http, url: `${origin}/api/outlook/show/VR-7K3M9QXA`, body: '' },
  body: [
    { type: 'TextBlock', text: 'A request' },
    { type: 'ColumnSet', columns: [{ type: 'Column', items: [{ type: 'FactSet', facts: [] }] }] },
    {
      type: 'ActionSet',
      actions: [http, { type: 'Action.OpenUrl', title: 'Open in Teams', url: 'https://teams.microsoft.com/l/chat/0/0' }],
    },
  ],
  actions: [
    {
      type: 'Action.ShowCard',
      title: 'Reject',
      card: { type: 'AdaptiveCard', body: [{ type: 'Input.Text', id: 'words' }], actions: [http] },
    },
    { type: 'Action.ToggleVisibility', title: 'More', targetElements: [] },
  ],
};
const problems = (card: unknown) => outlookProblems(card, origin).join('\n');
const withAction = (change: object) => ({ ...good, actions: [...good.actions, { ...http, ...change }] });
const withElement = (element: object) => ({ ...good, body: [...good.body, { type: 'Container', items: [element] }] });

describe('the rules of Outlook', () => {
  it('should find nothing wrong with a card as it should be', () => {
    expect(outlookProblems(good, origin)).toEqual([]);
  });

  it.each<[string, unknown, RegExp]>([
    ['no card at all', [], /no Adaptive Card/],
    ['a newer version', { ...good, version: '1.4' }, /version is “1.4”/],
    ['no version', { ...good, version: undefined }, /version is nothing/],
    ['no originator', { ...good, originator: undefined }, /no originator/],
    ['an originator that is none', { ...good, originator: '' }, /no originator/],
    ['too much', withElement({ type: 'TextBlock', text: 'x'.repeat(25_000) }), /bytes, and 24576 is the most/],
    ['rich text', withElement({ type: 'RichTextBlock', inlines: [] }), /does not draw “RichTextBlock”/],
    ['a table', withElement({ type: 'Table' }), /does not draw “Table”/],
    ['a time input', withElement({ type: 'Input.Time', id: 'at' }), /does not draw “Input.Time”/],
    ['an element of no type', withElement({}), /does not draw nothing/],
    ['a button among the elements', withElement({ ...http }), /does not draw “Action.Http”/],
    ['an input without an id', withElement({ type: 'Input.Text' }), /An Input.Text has no id/],
    ['a button of Teams', withAction({ type: 'Action.Execute' }), /button of type “Action.Execute”/],
    ['a button of old', withAction({ type: 'Action.Submit' }), /button of type “Action.Submit”/],
    [
      'a button of Teams in a card that a button shows',
      { ...good, actions: [{ type: 'Action.ShowCard', card: { actions: [{ type: 'Action.Submit' }] } }] },
      /“Action.Submit”/,
    ],
    [
      'a target elsewhere',
      withAction({ url: 'https://evil.example/api/outlook/x' }),
      /not allowed: the provider is registered for http:\/\/127.0.0.1:3978\/api\/outlook\//,
    ],
    ['a target that goes up', withAction({ url: `${origin}/api/outlook/../messages` }), /not allowed/],
    ['a target that is none', withAction({ url: '/api/outlook/x' }), /not allowed/],
    ['a self-refresh elsewhere', { ...good, autoInvokeAction: { ...http, url: 'https://evil.example/' } }, /not allowed/],
    ['a method of its own', withAction({ method: 'DELETE' }), /“DELETE” is no method/],
    ['a post of nothing', withAction({ body: undefined }), /has no body/],
    ['a value of no input', withAction({ body: '{{reason.value}}' }), /\{\{reason.value\}\} refers to no input/],
    [
      'a value of no input in a header',
      withAction({ headers: [{ name: 'x', value: '{{why.value}}' }] }),
      /\{\{why.value\}\} refers to no input/,
    ],
    [
      'a script to open',
      { ...good, actions: [{ type: 'Action.OpenUrl', url: 'javascript:alert(1)' }] },
      /no address that a button may open/,
    ],
  ])('should refuse %s, with a reason', (_, card, reason) => {
    expect(problems(card)).toMatch(reason);
  });
});

describe('a press', () => {
  it('should carry what was typed as it was typed, and nothing for what was not', () => {
    const action = { ...http, url: `${origin}/api/outlook/{{which.value}}`, body: '{"a":"{{words.value}}","b":"{{none.value}}"}' };
    expect(httpActionOf(action, { words: '" $& {{which.value}}', which: 'a/b' })).toEqual({
      method: 'POST',
      url: `${origin}/api/outlook/a/b`,
      headers: [],
      body: '{"a":"" $& {{which.value}}","b":""}',
    });
  });

  it('should carry the token in the header that the card leaves to it', () => {
    const action = (headers: object[]) => httpActionOf({ ...http, headers }, {});
    expect(headersOf(action([]), 't')).toEqual({ 'Content-Type': 'application/json', Authorization: 'Bearer t' });
    expect(headersOf(action([{ name: 'content-type', value: 'text/plain' }]), 't')).toEqual({
      'content-type': 'text/plain',
      Authorization: 'Bearer t',
    });
    expect(headersOf(action([{ name: 'Authorization', value: '' }]), 't')).toEqual({
      'Content-Type': 'application/json',
      'Action-Authorization': 'Bearer t',
    });
  });
});
