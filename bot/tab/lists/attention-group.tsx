import { Button, Checkbox, Link, makeStyles, Text, tokens, typographyStyles, useRestoreFocusTarget } from '@fluentui/react-components';
import { lazy, Suspense, useState } from 'react';
import type { AttentionGroup, AttentionItem, MendBody } from '../../channels/tab/attention-contract';
import { AskDialog } from '../ask-dialog';
import { Trouble } from '../problem-bar';
import { useTab } from '../tab-context';
import { opens } from '../use-places';
import { useSending } from '../use-sending';
import { attentionWords, remedyTitle } from './attention-words';
import { type ManyOffer, type ManyRow, mostAtOnce } from './list-state';
import { type ResultsProps, resultsOf } from './many-results';
import { manyBarWords } from './many-words';
import { PagedRow } from './paged-list';

const ManyDialog = lazy(async () => ({ default: (await import('./many-dialog.tsx')).ManyDialog }));

const useStyles = makeStyles({
  heading: { ...typographyStyles.subtitle2, margin: 0 },
  group: { display: 'flex', flexDirection: 'column', rowGap: tokens.spacingVerticalXS, paddingTop: tokens.spacingVerticalL },
  list: { margin: 0, padding: 0, listStyleType: 'none' },
  bar: { display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: tokens.spacingHorizontalS },
  name: { fontWeight: tokens.fontWeightSemibold, textAlign: 'start' },
});

type Remedy = AttentionGroup['remedies'][number];

interface MatterGroupProps {
  group: AttentionGroup;
  items: readonly AttentionItem[];
  onMended(what: Pick<ResultsProps, 'done' | 'left'>): void;
}

/** Matters of one kind: the problem, its count, and the buttons for the selection. A single matter needs no check box. */
export function MatterGroup({ group, items, onMended }: MatterGroupProps) {
  const styles = useStyles();
  const { api } = useTab();
  const [ticked, setTicked] = useState<ReadonlySet<string>>(new Set());
  const [asked, setAsked] = useState<Remedy>();
  const { isSending, problem, send } = useSending();
  const restoresFocus = useRestoreFocusTarget();
  const { kind, title, advice, remedies, count, age } = group;
  if (items.length === 0 && age === undefined) return null;
  const isAlone = items.length === 1;
  const selected = (isAlone ? items : items.filter(({ key }) => ticked.has(key))).slice(0, mostAtOnce);
  const headingId = `matters-${kind}`;

  const mend = (how: MendBody['how']) =>
    send(async () => {
      const { results } = await api.mend({ how, items: selected.map(({ key }) => ({ kind, key })) });
      const done = results.filter(({ isDone }) => isDone).length;
      const left = results
        .filter(({ isDone }) => !isDone)
        .map(({ key, sentence }) => ({ id: key, visitor: visitorOf(items, key), sentence }));
      setAsked(undefined);
      setTicked(new Set());
      onMended({ done: done > 0 ? attentionWords.mended[how](done) : undefined, left });
    });
  const press = (remedy: Remedy) => (remedy === 'again' || remedy === 'done' ? void mend(remedy) : setAsked(remedy));
  return (
    <section aria-labelledby={headingId} className={styles.group}>
      <h2 id={headingId} className={styles.heading}>{`${title} (${count})`}</h2>
      <Text>{age === undefined ? advice : `${advice} ${attentionWords.forSoLong(age)}`}</Text>
      {problem && asked === undefined && <Trouble problem={problem} />}
      {age === undefined && (
        <div role="group" aria-labelledby={headingId} className={styles.bar}>
          {!isAlone && (
            <Checkbox
              label={attentionWords.all}
              aria-label={attentionWords.selectAll(title)}
              checked={selected.length === 0 ? false : selected.length === items.length ? true : 'mixed'}
              onChange={(_event, { checked }) => setTicked(new Set(checked === true ? items.map(({ key }) => key) : []))}
            />
          )}
          {remedies.map((remedy, place) => (
            <Button
              key={remedy}
              {...restoresFocus}
              appearance={place === 0 ? 'primary' : 'secondary'}
              aria-label={attentionWords.ofGroup(remedyTitle(remedy, kind), title)}
              disabledFocusable={isSending || selected.length === 0 || (isVerb(remedy) && rowsOf(selected).length === 0)}
              onClick={() => press(remedy)}
            >
              {remedyTitle(remedy, kind)}
            </Button>
          ))}
          {!isAlone && <Text role="status">{selected.length > 0 && manyBarWords.selected(selected.length)}</Text>}
        </div>
      )}
      <ul className={styles.list} aria-labelledby={headingId}>
        {items.map((item) => (
          <MatterRow
            key={item.key}
            item={item}
            isSelected={isAlone ? undefined : ticked.has(item.key)}
            onSelect={(is) => setTicked(new Set(is ? [...ticked, item.key] : [...ticked].filter((key) => key !== item.key)))}
          />
        ))}
      </ul>
      {asked === 'drop' && (
        <AskDialog
          title={attentionWords.dropTitle}
          submit={{ label: remedyTitle('drop', kind), look: 'danger', isOff: isSending }}
          close={{ label: attentionWords.cancel, isOff: isSending }}
          onSubmit={() => void mend('drop')}
          onClose={() => setAsked(undefined)}
        >
          {problem && <Trouble problem={problem} />}
          <Text>{attentionWords.askDrop(selected.length)}</Text>
          {selected.map(({ key, visitor, request }) => (
            <Text key={key} weight="semibold">{`${visitor}, ${request}`}</Text>
          ))}
        </AskDialog>
      )}
      {asked !== undefined && isVerb(asked) && (
        <Suspense>
          <ManyDialog
            offer={verbOffer(asked, selected)}
            left={selected.length - rowsOf(selected).length}
            onCancel={() => setAsked(undefined)}
            onDone={(outcome) => {
              setAsked(undefined);
              setTicked(new Set());
              onMended(resultsOf(outcome));
            }}
          />
        </Suspense>
      )}
    </section>
  );
}

const isVerb = (remedy: Remedy): remedy is 'reassign-sponsor' | 'resend' => remedy === 'reassign-sponsor' || remedy === 'resend';

const visitorOf = (items: readonly AttentionItem[], id: string) => items.find(({ key }) => key === id)?.visitor ?? id;

const verbOffer = (verb: 'reassign-sponsor' | 'resend', items: readonly AttentionItem[]): ManyOffer => ({ verb, rows: rowsOf(items) });

/** The requests that can be read: a verb needs the revision that was shown. */
function rowsOf(items: readonly AttentionItem[]): ManyRow[] {
  return items.flatMap(({ request, revision, visitor, department, validFrom, validTo }) =>
    revision === undefined || !department || validFrom === undefined || validTo === undefined
      ? []
      : [{ request, revision, visitor, department, validFrom, validTo }],
  );
}

interface MatterRowProps {
  item: AttentionItem;
  /** Undefined where it is alone. */
  isSelected: boolean | undefined;
  onSelect(is: boolean): void;
}

function MatterRow({ item, isSelected, onSelect }: MatterRowProps) {
  const styles = useStyles();
  const { go } = useTab();
  const { request, visitor, department, sentence, age } = item;
  return (
    <PagedRow
      before={
        isSelected !== undefined && (
          <Checkbox
            checked={isSelected}
            aria-label={attentionWords.select(visitor, request)}
            onChange={(_event, { checked }) => onSelect(checked === true)}
          />
        )
      }
      small={attentionWords.about(request, age)}
    >
      <Link as="button" className={styles.name} onClick={() => go({ page: 'request', request })} {...opens(request)}>
        {visitor}
      </Link>
      {department && <Text>{department.name}</Text>}
      {sentence !== undefined && <Text>{sentence}</Text>}
    </PagedRow>
  );
}
