import { Badge, Button, Field, makeStyles, SearchBox, Text, tokens } from '@fluentui/react-components';
import { useEffect, useState } from 'react';
import type { ItTask } from '../../channels/tab/it-contract';
import { zonedDate } from '../../domain/dates/formats';
import { shortDayWords } from '../date-words';
import { useTab } from '../tab-context';
import { emptyWords, pageNames, taskWords } from '../words';
import { PagedList, PagedRow } from './paged-list';
import { type Answering, TaskDialog } from './task-dialog';
import { useTyped } from './use-typed';

const useStyles = makeStyles({
  find: { maxWidth: '480px', paddingBottom: tokens.spacingVerticalM },
  list: { margin: 0, padding: 0, listStyleType: 'none' },
  head: { display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: tokens.spacingHorizontalS },
  steps: { margin: 0, paddingLeft: tokens.spacingHorizontalXL },
  facts: {
    display: 'grid',
    gridTemplateColumns: 'max-content 1fr',
    gap: `${tokens.spacingVerticalXXS} ${tokens.spacingHorizontalM}`,
    margin: `${tokens.spacingVerticalXS} 0`,
    overflowWrap: 'anywhere',
  },
  fact: { margin: 0 },
  small: { color: tokens.colorNeutralForeground3 },
});

/** The account steps that IT does by hand: ends first, then by date. */
export function TaskList() {
  const styles = useStyles();
  const { tasks } = useTab();
  const [answering, setAnswering] = useState<Answering>();
  return (
    <>
      <Find />
      <PagedList page="it-tasks" store={tasks} nothing={() => (tasks.search() === '' ? emptyWords['it-tasks'] : taskWords.nothingFound)}>
        {({ items, cursor }) => (
          <>
            <Text weight="semibold">{taskTally(items, cursor !== undefined)}</Text>
            <ul className={styles.list} aria-label={pageNames['it-tasks']}>
              <Checking of={items} />
              {items.map((task) => (
                <TaskRow key={`${task.request} ${task.since}`} task={task} onAnswer={(answer) => setAnswering({ task, answer })} />
              ))}
            </ul>
          </>
        )}
      </PagedList>
      {answering && <TaskDialog answering={answering} onClose={() => setAnswering(undefined)} />}
    </>
  );
}

/** Somebody asks after one visitor, by telephone. */
function Find() {
  const styles = useStyles();
  const { tasks } = useTab();
  const [searched, setSearched] = useState(tasks.search());
  const typed = useTyped(searched, (text) => {
    setSearched(text);
    void tasks.find(text);
  });
  return (
    <div role="search" className={styles.find}>
      <Field label={taskWords.find}>
        <SearchBox
          maxLength={60}
          value={typed.text}
          onChange={(_event, { value }) => typed.type(value)}
          onKeyDown={({ key }) => key === 'Enter' && typed.flush()}
        />
      </Field>
    </div>
  );
}

function taskTally(items: readonly ItTask[], isMore: boolean): string {
  const many = (has: (task: ItTask) => boolean) => items.filter(has).length;
  return taskWords.tally(
    items.length,
    many(({ isOverdue }) => isOverdue),
    many(({ isDueToday }) => isDueToday),
    isMore,
  );
}

/** The directory answers some seconds after a press. Milliseconds. */
const checkedWithin = 3_000;

/** The directory may take a task off the list for as long as it is being checked. */
function Checking({ of: items }: { of: readonly ItTask[] }) {
  const { tasks } = useTab();
  const isChecking = items.some(({ report }) => report?.isChecking);
  useEffect(() => {
    const timer = isChecking ? window.setTimeout(() => void tasks.changed(), checkedWithin) : undefined;
    return () => window.clearTimeout(timer);
  }, [isChecking, items, tasks]);
  return null;
}

interface TaskRowProps {
  task: ItTask;
  onAnswer: (answer: Answering['answer']) => void;
}

function TaskRow({ task, onAnswer }: TaskRowProps) {
  const styles = useStyles();
  const { me } = useTab();
  const { request, since, visitor, due, isOverdue, isDueToday, isEnding, isUrgent, steps, reason, report, facts } = task;
  return (
    <PagedRow
      small={taskWords.about(request, shortDayWords(zonedDate(since, me.zone)))}
      buttons={
        <>
          <Button appearance="primary" aria-label={taskWords.doneOne(visitor, request)} onClick={() => onAnswer('done')}>
            {taskWords.done}
          </Button>
          <Button aria-label={taskWords.notDoneOne(visitor, request)} onClick={() => onAnswer('not-done')}>
            {taskWords.notDone}
          </Button>
        </>
      }
    >
      <div className={styles.head}>
        <Text as="h2" size={300} weight="semibold">
          {visitor}
        </Text>
        <Badge appearance="tint" color={isEnding ? 'warning' : 'informative'}>
          {isEnding ? taskWords.ends : taskWords.begins}
        </Badge>
        <Text>{taskWords.by(due)}</Text>
        {isUrgent && (
          <Badge appearance="filled" color="danger">
            {taskWords.urgent}
          </Badge>
        )}
        {isDueToday && (
          <Badge appearance="tint" color="warning">
            {taskWords.today}
          </Badge>
        )}
        {isOverdue && (
          <Badge appearance="filled" color="danger">
            {taskWords.overdue}
          </Badge>
        )}
      </div>
      <ol className={styles.steps}>
        {steps.map((step) => (
          <li key={step}>
            <Text>{step}</Text>
          </li>
        ))}
      </ol>
      {reason !== undefined && <Text className={styles.small}>{reason}</Text>}
      {report && (
        <Text block role="status" weight="semibold">
          {report.sentence}
        </Text>
      )}
      <dl className={styles.facts}>
        {facts.map(({ label, text }) => (
          <Fact key={label} label={label} text={text} />
        ))}
      </dl>
    </PagedRow>
  );
}

function Fact({ label, text }: ItTask['facts'][number]) {
  const styles = useStyles();
  return (
    <>
      <dt className={styles.small}>{label}</dt>
      <dd className={styles.fact}>{text}</dd>
    </>
  );
}
