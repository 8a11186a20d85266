import { accessibilityRoutes } from '../../../../bot/channels/accessibility/routes';
import { loadPolicy } from '../../../../bot/data/load';
import policyJson from '../../../../bot/data/policy.json';
import { accessibilityStatement } from '../../../../bot/domain/words/accessibility-words';

const policy = loadPolicy(policyJson);

async function pageOf(given: Parameters<typeof accessibilityRoutes>[0]['policy']) {
  const answer = await accessibilityRoutes({ policy: given, css: 'main {}' }).request('/accessibility');
  return { answer, html: await answer.text() };
}

describe('the accessibility statement', () => {
  it('should say what it measures by, all that is known not to work, how it was tested, and whom to tell by when', async () => {
    const { answer, html } = await pageOf(policy);
    expect([answer.status, answer.headers.get('content-type')]).toEqual([200, expect.stringContaining('text/html')]);
    const { notWorking, tested, contact } = policy.accessibility;
    expect(notWorking.length).toBeGreaterThan(0);
    const said = ['(WCAG) version 2.2 at level AA in part', ...notWorking, ...tested, contact, 'within 5 working days', 'Sun 29 Nov 2026'];
    for (const words of said) expect(html).toContain(words);
  });

  it('should claim no fault where none is known, and no more than that', () => {
    const { parts } = accessibilityStatement({ ...policy, accessibility: { ...policy.accessibility, notWorking: [] } });
    expect(parts[0]?.sentences).toEqual([
      'We know of nothing in it that does not meet the Web Content Accessibility Guidelines (WCAG) version 2.2 at level AA.',
    ]);
  });

  it('should show what the data says as text', async () => {
    const { html } = await pageOf({
      organisation: '<b>Bantshire</b>',
      accessibility: { ...policy.accessibility, contact: '<script>1</script>' },
    });
    expect(html).not.toMatch(/<b>|<script/);
    expect(html).toContain('&lt;b&gt;Bantshire&lt;/b&gt;');
  });

  it('should run nothing, load its own style alone, and be framed by nobody', async () => {
    const { answer } = await pageOf(policy);
    expect(answer.headers.get('content-security-policy')).toBe(
      "default-src 'none'; style-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
    );
    expect((await accessibilityRoutes({ policy, css: 'main {}' }).request('/accessibility/page.css')).headers.get('content-type')).toBe(
      'text/css; charset=utf-8',
    );
  });
});
