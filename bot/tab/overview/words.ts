import { counted } from '../../domain/dates/day-words';
import { dayWords } from '../date-words';

export const overviewWords = {
  figures: 'How it stands',
  waiting: 'Waiting for a decision',
  long: 'Waiting longer than 6 working days',
  starting: 'Starting this week',
  ending: 'Ending this month',
  needsAttention: 'Need attention now',
  asOf: (time: string) => `As of ${time}. These figures are updated every hour.`,
  asOfForAdmins: (time: string) => `As of ${time}, updated every hour. What needs attention is counted now.`,
  notYet: 'These figures could not be worked out. They appear here after the next full hour.',
  ends: 'Accounts ending each week',
  asTable: 'Show as table',
  asChart: 'Show as chart',
  week: 'Week beginning',
  count: 'Accounts ending',
  bar: (from: string, count: number) => `Week beginning ${dayWords(from)}: ${count}`,
  /** The accessible description of the chart. */
  chart: (weeks: number, all: number, most?: { from: string; count: number }) =>
    `${counted(all, 'account')} ${all === 1 ? 'ends' : 'end'} in the next ${weeks} weeks${
      most ? `, most in the week beginning ${dayWords(most.from)}: ${most.count}` : ''
    }. Select “Show as table” to read each week.`,
  oldest: 'Waiting longest',
  noneWaiting: 'Nothing is waiting for a decision.',
  since: (department: string, day: string) => `${department} · since ${day}`,
  visitors: 'All visitors',
} as const;
