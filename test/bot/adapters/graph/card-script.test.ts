import { cardScript, mostCardBytes, withCard } from '../../../../bot/adapters/graph/card-script';
import { hostileStrings } from '../../../fakes/hostile-strings';

const open = '<script type="application/adaptivecard+json">';

describe('the card in the head of a mail', () => {
  it.each(Object.entries(hostileStrings))('should give back every letter, and end where it ends: %s', (_, text) => {
    const script = cardScript({ type: 'AdaptiveCard', text, line: '\u2028\u2029' }) ?? '';
    const inside = script.slice(open.length, -'</script>'.length);
    expect(script.startsWith(open)).toBe(true);
    expect(inside).not.toMatch(/[<>&\u2028\u2029]/);
    expect(JSON.parse(inside)).toEqual({ type: 'AdaptiveCard', text, line: '\u2028\u2029' });
  });

  it('should be left out where it is too large, or no JSON', () => {
    const around = JSON.stringify({ text: '' }).length + open.length + '</script>'.length;
    expect(cardScript({ text: 'x'.repeat(mostCardBytes - around) })).toBeDefined();
    expect(cardScript({ text: 'x'.repeat(mostCardBytes) })).toBeUndefined();
    const round: Record<string, unknown> = {};
    round.self = round;
    expect(cardScript(round)).toBeUndefined();
  });

  it('should come into the head, whatever the script holds', () => {
    expect(withCard('<html><head><title>a</title></head><body>$&</body></html>', '<script>$&$1</script>')).toBe(
      '<html><head><title>a</title><script>$&$1</script>\n</head><body>$&</body></html>',
    );
    expect(withCard('<p>no head</p>', '<script></script>')).toBeUndefined();
  });
});
