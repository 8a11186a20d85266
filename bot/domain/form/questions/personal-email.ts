import type { Policy } from '../../organisation/organisation';
import type { TextQuestion } from '../question-kinds';

type EmailProblem = { word: 'not-an-email' } | { word: 'university-email' };

export const personalEmail: TextQuestion<EmailProblem> = {
  kind: 'text',
  step: 'visit',
  section: 'account',
  label: 'Personal email',
  noun: 'the personal email',
  hint: 'Not a university address.',
  mandatory: {
    when: (answers, { policy }) => policy.personalEmailRequired && answers.itAccess !== 'none',
    missing: 'Please enter a personal email: with IT access it is needed to set the first password.',
  },
  style: 'Email',
  most: 254,
  check: (text, { policy }) => emailProblem(text, policy),
  sentences: {
    'not-an-email': 'This does not look like an email address, such as name@example.org.',
    'university-email': 'This is a university address. Please give the visitor’s personal one, or leave it blank.',
  },
  warnings: [
    {
      word: 'no-personal-email',
      applies: (answers) => answers.itAccess !== 'none' && !answers.personalEmail,
      sentence:
        'You have not given a personal email. With one, the visitor can set their first password themselves; without one, the IT Service Desk gives them their first access.',
    },
  ],
  row: { group: 'contact', label: 'Personal email' },
  isCorrectable: true,
  isCopiedAlong: false,
  comparedAs: 'email',
};

function emailProblem(text: string, policy: Pick<Policy, 'universityDomains'>): EmailProblem | undefined {
  const parts = text.split('@');
  const [local, domain] = [parts[0] ?? '', (parts[1] ?? '').normalize('NFKC').toLowerCase()];
  const labels = domain.split('.');
  const isAddress =
    parts.length === 2 &&
    /^[^\s<>"(),:;\\]{1,64}$/.test(local) &&
    labels.length >= 2 &&
    labels.every((label) => /^[\p{L}0-9-]{1,63}$/u.test(label));
  if (!isAddress) return { word: 'not-an-email' };
  const isOurs = policy.universityDomains.some((ours) => domain === ours || domain.endsWith(`.${ours}`));
  return isOurs ? { word: 'university-email' } : undefined;
}
