import { Badge, Button, Checkbox, Field, Input, MessageBar, MessageBarBody, makeStyles, Text, tokens } from '@fluentui/react-components';
import { useEffect, useMemo, useState, useSyncExternalStore } from 'react';
import type { DepartmentsView, DepartmentView } from '../../channels/tab/department-contract';
import { cachedStore } from '../cached-read';
import { DownloadProgress, useDownload } from '../lists/download';
import { LoadingRows } from '../loading';
import { Trouble } from '../problem-bar';
import { useTab } from '../tab-context';
import { ChangeHistory } from './change-history';
import { DepartmentDialog } from './department-dialog';
import { ImportDialog } from './import-dialog';
import { MergeDialog } from './merge-dialog';
import { departmentWords, mergeWords } from './words';

const useStyles = makeStyles({
  bar: { display: 'flex', flexWrap: 'wrap', alignItems: 'end', gap: tokens.spacingHorizontalM, marginBottom: tokens.spacingVerticalM },
  search: { minWidth: '240px' },
  list: { margin: 0, padding: 0, listStyleType: 'none' },
  row: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'start',
    justifyContent: 'space-between',
    gap: tokens.spacingHorizontalM,
    padding: `${tokens.spacingVerticalM} 0`,
    borderBottom: `${tokens.strokeWidthThin} solid ${tokens.colorNeutralStroke2}`,
    overflowWrap: 'anywhere',
  },
  about: { flex: '1 1 260px', minWidth: 0, display: 'flex', flexDirection: 'column', rowGap: tokens.spacingVerticalXXS },
  head: { display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: tokens.spacingHorizontalS },
  small: { color: tokens.colorNeutralForeground3 },
});

type Open = { kind: 'edit'; department?: DepartmentView } | { kind: 'merge'; department: DepartmentView } | { kind: 'import' };

/** All departments with their approvers and dates; admins edit, add, close and import them here. */
export function DepartmentPage() {
  const { api } = useTab();
  const store = useMemo(() => cachedStore(() => api.departments()), [api]);
  const { value, problem } = useSyncExternalStore(store.subscribe, store.state);
  useEffect(() => void store.read(), [store]);
  if (!value) return problem ? <Trouble problem={problem} onAgain={() => void store.read()} /> : <LoadingRows count={8} />;
  return <DepartmentList view={value} onChanged={() => void store.read()} />;
}

function DepartmentList({ view, onChanged }: { view: DepartmentsView; onChanged: () => void }) {
  const styles = useStyles();
  const { api } = useTab();
  const [typed, setTyped] = useState('');
  const [isClosedShown, setIsClosedShown] = useState(false);
  const [open, setOpen] = useState<Open>();
  const [sentence, setSentence] = useState<string>();
  const { state, start } = useDownload();
  const searched = typed.trim().toLowerCase();
  const fits = ({ name, id, head, deputies }: DepartmentView) =>
    [name, id, head?.name ?? '', ...deputies.map((one) => one.name)].some((text) => text.toLowerCase().includes(searched));
  const shown = view.departments.filter((one) => (isClosedShown || !one.isClosed) && fits(one));
  const done = (said: string) => {
    setOpen(undefined);
    setSentence(said);
    onChanged();
  };
  return (
    <>
      <div className={styles.bar}>
        <Field label={departmentWords.search} className={styles.search}>
          <Input type="search" value={typed} onChange={(_, { value }) => setTyped(value)} />
        </Field>
        <Button onClick={() => setOpen({ kind: 'edit' })}>{departmentWords.add}</Button>
        <Button onClick={() => setOpen({ kind: 'import' })}>{departmentWords.import}</Button>
        <Button
          disabledFocusable={state.is === 'under-way'}
          onClick={() => void start((signal, onBytes) => api.exportDepartments(signal, onBytes))}
        >
          {departmentWords.export}
        </Button>
        <Checkbox
          label={departmentWords.showClosed}
          checked={isClosedShown}
          onChange={(_, { checked }) => setIsClosedShown(checked === true)}
        />
      </div>
      <div role="status">
        {sentence !== undefined && (
          <MessageBar intent="success" layout="multiline">
            <MessageBarBody>{sentence}</MessageBarBody>
          </MessageBar>
        )}
      </div>
      <DownloadProgress state={state} />
      {shown.length === 0 && <Text>{departmentWords.nothingFits}</Text>}
      <ul className={styles.list}>
        {shown.map((department) => (
          <DepartmentRow
            key={department.id}
            department={department}
            onEdit={() => setOpen({ kind: 'edit', department })}
            onMerge={() => setOpen({ kind: 'merge', department })}
          />
        ))}
      </ul>
      <ChangeHistory entries={view.history} />
      {open?.kind === 'edit' && (
        <DepartmentDialog {...(open.department && { department: open.department })} onDone={done} onClose={() => setOpen(undefined)} />
      )}
      {open?.kind === 'merge' && (
        <MergeDialog department={open.department} departments={view.departments} onDone={done} onClose={() => setOpen(undefined)} />
      )}
      {open?.kind === 'import' && <ImportDialog onDone={done} onClose={() => setOpen(undefined)} />}
    </>
  );
}

function DepartmentRow({ department, onEdit, onMerge }: { department: DepartmentView; onEdit: () => void; onMerge: () => void }) {
  const styles = useStyles();
  const { name, id, kind, head, deputies, validFrom, validTo, isClosed, mergedInto } = department;
  const people = deputies.map((one) => one.name).join(', ');
  return (
    <li className={styles.row}>
      <div className={styles.about}>
        <div className={styles.head}>
          <Text as="h2" size={300} weight="semibold">
            {name}
          </Text>
          {isClosed && <Badge appearance="outline">{departmentWords.closed}</Badge>}
        </div>
        <Text className={styles.small}>{`${departmentWords.kinds[kind]}, ${id}`}</Text>
        {mergedInto !== undefined && <Text>{mergeWords.merged(mergedInto)}</Text>}
        <Text>{`${departmentWords.head}: ${head?.name ?? departmentWords.noHead}`}</Text>
        {people !== '' && <Text>{`${departmentWords.deputies}: ${people}`}</Text>}
        {validFrom + validTo !== '' && <Text>{`${departmentWords.dates}: ${departmentWords.period(validFrom, validTo)}`}</Text>}
      </div>
      {mergedInto === undefined && (
        <div className={styles.head}>
          <Button aria-label={departmentWords.editOne(name)} onClick={onEdit}>
            {departmentWords.edit}
          </Button>
          <Button appearance="subtle" aria-label={mergeWords.openOne(name)} onClick={onMerge}>
            {mergeWords.open}
          </Button>
        </div>
      )}
    </li>
  );
}
