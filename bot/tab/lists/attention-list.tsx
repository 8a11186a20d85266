import { Button, makeStyles, Text, tokens, typographyStyles } from '@fluentui/react-components';
import { useRef, useState } from 'react';
import type { AttentionItem, AttentionPage } from '../../channels/tab/attention-contract';
import { useTab } from '../tab-context';
import { MatterGroup } from './attention-group';
import { attentionWords } from './attention-words';
import { ManyResults, type ResultsProps } from './many-results';
import { PagedList, PagedRow } from './paged-list';

const useStyles = makeStyles({
  heading: { ...typographyStyles.subtitle2, margin: 0 },
  group: { display: 'flex', flexDirection: 'column', rowGap: tokens.spacingVerticalXS, paddingTop: tokens.spacingVerticalL },
  open: { alignSelf: 'flex-start' },
  list: { margin: 0, padding: 0, listStyleType: 'none' },
});

/** Failures that need an admin, grouped by problem, each with the buttons that mend it. */
export function AttentionList() {
  const { attention } = useTab();
  const [mended, setMended] = useState<Pick<ResultsProps, 'done' | 'left'>>();
  const results = useRef<HTMLDivElement>(null);
  const finish = (what: Pick<ResultsProps, 'done' | 'left'>) => {
    setMended(what);
    // The pressed button may have disappeared with its group.
    window.setTimeout(() => results.current?.focus());
    void attention.changed();
  };
  return (
    <>
      <div ref={results} tabIndex={-1}>
        {mended && <ManyResults {...mended} onDismiss={() => setMended(undefined)} />}
      </div>
      <PagedList page="attention" store={attention} hasMore={({ departments }) => departments.length > 0}>
        {(page) => (
          <>
            {page.groups.map((group) => (
              <MatterGroup key={group.kind} group={group} items={ofKind(page.items, group.kind)} onMended={finish} />
            ))}
            <Departments departments={page.departments} />
          </>
        )}
      </PagedList>
    </>
  );
}

const ofKind = (items: readonly AttentionItem[], kind: string) => items.filter((item) => item.kind === kind);

function Departments({ departments }: Pick<AttentionPage, 'departments'>) {
  const styles = useStyles();
  const { go } = useTab();
  if (departments.length === 0) return null;
  return (
    <section aria-labelledby="matters-departments" className={styles.group}>
      <h2 id="matters-departments" className={styles.heading}>
        {`${attentionWords.departments} (${departments.length})`}
      </h2>
      <Text block>{attentionWords.departmentsAdvice}</Text>
      <Button className={styles.open} onClick={() => go({ page: 'departments' })}>
        {attentionWords.openDepartments}
      </Button>
      <ul className={styles.list} aria-labelledby="matters-departments">
        {departments.map(({ id, name, sentence }) => (
          <PagedRow key={id} small={sentence}>
            <Text weight="semibold">{name}</Text>
          </PagedRow>
        ))}
      </ul>
    </section>
  );
}
