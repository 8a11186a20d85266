import { z } from 'zod';
import { outlookTitles } from '../bot/domain/words/outlook-words';
import { plainInMarkdown } from './markdown';
import { render } from './render';

const noticeData = z.strictObject({ originator: z.string(), sentence: z.string(), openTitle: z.string(), openUrl: z.string() });

/** One of our sentences in place of a mailed card that has nothing to show this reader. */
export function outlookNotice(sentence: string, { originator, openUrl }: { originator: string; openUrl: string }): object {
  const data = { originator, sentence: plainInMarkdown(sentence), openTitle: outlookTitles.openInTeams, openUrl };
  return render('outlook-notice', noticeData, data);
}
