import { html } from 'hono/html';
import { Temporal } from 'temporal-polyfill';
import { day as inWords } from '../../../bot/domain/dates/day-words';
import { windowOpens } from '../../../bot/domain/request/request-dates';
import type { AccountDay, AccountDays } from './account-days';
import type { AskedDay } from './clock-routes';

interface ClockSectionOptions {
  today: Temporal.PlainDate;
  days: AccountDays;
  asked?: AskedDay;
}

/** The product's day, and the ways to move it. Each button names its day, so a press on an old page says so instead of moving on. */
export function clockSection({ today, days: { starts, ends }, asked }: ClockSectionOptions) {
  const tomorrow = today.add({ days: 1 });
  const [start, next] = [starts[0], ends[0]];
  // Of the next end that is still so far off: the window of the very next one may have begun.
  const asking = ends.find(({ date }) => Temporal.PlainDate.compare(windowOpens(date), today) > 0);
  const button = (name: string, to: Temporal.PlainDate, of?: AccountDay) =>
    html`<button name="today" value="${to.toString()}">${name}<span>${inWords(to)}${of ? `, ${of.visitor}` : ''}</span></button>`;
  return html`<h2 id="time">Time</h2>
<p>For the product, today is <strong>${inWords(today)}</strong>. Move the day forward to see what happens on its own: accounts begin and end, and the bot asks about those that end soon. It takes a moment, as each message is sent first.</p>
<form class="days" method="post" action="/local/day">
${button('Next day', tomorrow)}
${start === undefined ? '' : button('First day of the next account', Temporal.PlainDate.from(start.date), start)}
${asking ? button('30 days before the next end', windowOpens(asking.date), asking) : ''}
${next === undefined ? '' : button('Day after the end', Temporal.PlainDate.from(next.date).add({ days: 1 }), next)}
</form>
${next === undefined ? html`<p class="small">Once a request of one of the people below is approved, there are buttons for its first day and its end here.</p>` : ''}
<form method="post" action="/local/day">
<label for="day">Another day<br><input type="date" id="day" name="today" value="${asked?.typed ?? ''}" min="${today.toString()}" required${
    asked ? html` aria-invalid="true" aria-describedby="day-problem" autofocus` : ''
  }></label>
<button>Go to this day</button>
${asked ? html`<p class="problem" id="day-problem" role="alert">${asked.problem}</p>` : ''}
</form>`;
}
