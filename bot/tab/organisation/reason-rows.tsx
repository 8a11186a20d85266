import { Button, Checkbox, Field, Input, makeStyles, mergeClasses, Text, tokens } from '@fluentui/react-components';
import { AddRegular, DismissRegular } from '@fluentui/react-icons';
import type { PolicyView } from '../../channels/tab/policy-contract';
import { narrow } from '../widths';
import type { TypedField } from './policy-field';
import { addedIds, addReason, type PolicyEdit, typedValue, withoutReason } from './policy-state';
import { policyWords } from './words';

const useStyles = makeStyles({
  section: {
    display: 'flex',
    flexDirection: 'column',
    rowGap: tokens.spacingVerticalS,
    border: 'none',
    margin: 0,
    padding: 0,
    minWidth: 0,
  },
  head: { margin: 0, padding: 0, fontSize: tokens.fontSizeBase400, fontWeight: tokens.fontWeightSemibold },
  hint: { color: tokens.colorNeutralForeground3 },
  row: {
    display: 'grid',
    gridTemplateColumns: 'minmax(0, 1fr) 110px 150px 110px 110px 32px',
    columnGap: tokens.spacingHorizontalM,
    rowGap: tokens.spacingVerticalXS,
    alignItems: 'start',
    [narrow]: {
      gridTemplateColumns: 'minmax(0, 1fr)',
      paddingBottom: tokens.spacingVerticalM,
      borderBottom: `${tokens.strokeWidthThin} solid ${tokens.colorNeutralStroke2}`,
    },
  },
  titles: { color: tokens.colorNeutralForeground3, [narrow]: { display: 'none' } },
  /** Column heads replace the labels in a wide window. */
  label: { display: 'none', [narrow]: { display: 'block' } },
  theirs: { gridColumn: '1 / -1', color: tokens.colorPaletteDarkOrangeForeground1 },
  /** An input fills its column instead of its default twenty characters. */
  field: { minWidth: 0 },
  input: { minWidth: 0, width: '100%' },
  add: { alignSelf: 'start' },
});

type Column = PolicyView['reasons']['columns'][number];

interface ReasonRowsProps {
  edit: PolicyEdit;
  fieldProps(name: string): TypedField;
  onEdit(change: (edit: PolicyEdit) => PolicyEdit): void;
}

/** The reasons for a visit, one row each. A reason is never removed, because requests refer to it. */
export function ReasonRows({ edit, fieldProps, onEdit }: ReasonRowsProps) {
  const styles = useStyles();
  const { columns, ids } = edit.view.reasons;
  const added = addedIds(edit);
  return (
    <fieldset className={styles.section}>
      <legend className={styles.head}>{policyWords.reasons}</legend>
      <Text className={styles.hint}>{policyWords.reasonsHint}</Text>
      <div className={mergeClasses(styles.row, styles.titles)} aria-hidden>
        {columns.map(({ name, label }) => (
          <span key={name}>{label}</span>
        ))}
      </div>
      {[...ids, ...added].map((id) => {
        const called = typedValue(edit, `reason.${id}.label`) || policyWords.newReason;
        return (
          // biome-ignore lint/a11y/useSemanticElements: a fieldset cannot be a grid in every browser.
          <div key={id} className={styles.row} role="group" aria-label={called}>
            {columns.map((column) => (
              <ReasonField key={column.name} column={column} called={called} {...fieldProps(`reason.${id}.${column.name}`)} />
            ))}
            {added.includes(id) && (
              <Button
                appearance="subtle"
                icon={<DismissRegular />}
                aria-label={policyWords.dropReason(called)}
                onClick={() => onEdit((now) => withoutReason(now, id))}
              />
            )}
            <Theirs columns={columns} id={id} edit={edit} />
          </div>
        );
      })}
      <Button className={styles.add} icon={<AddRegular />} onClick={() => onEdit(addReason)}>
        {policyWords.addReason}
      </Button>
    </fieldset>
  );
}

function ReasonField({ column, called, name, value, mistake, isFixed, onType }: TypedField & { column: Column; called: string }) {
  const styles = useStyles();
  const beside = mistake === undefined ? {} : ({ validationState: 'error', validationMessage: mistake } as const);
  const spoken = policyWords.ofReason(column.label, called);
  if (column.kind === 'flag')
    return (
      <Field {...beside}>
        <Checkbox
          name={name}
          aria-label={spoken}
          label={{ children: column.label, className: styles.label }}
          checked={value === 'yes'}
          disabled={isFixed}
          onChange={(_, { checked }) => onType(checked === true ? 'yes' : 'no')}
        />
      </Field>
    );
  return (
    <Field className={styles.field} label={{ children: column.label, className: styles.label }} {...beside}>
      <Input
        className={styles.input}
        name={name}
        aria-label={spoken}
        value={value}
        readOnly={isFixed}
        autoComplete="off"
        {...(column.kind === 'number' && { inputMode: 'numeric' as const })}
        onChange={(_, typed) => onType(typed.value)}
      />
    </Field>
  );
}

function Theirs({ columns, id, edit }: { columns: readonly Column[]; id: string; edit: PolicyEdit }) {
  const styles = useStyles();
  const said = columns.flatMap(({ name, label, kind }) => {
    const value = edit.theirs[`reason.${id}.${name}`];
    if (value === undefined) return [];
    return `${label}: ${kind === 'flag' ? policyWords.flags[value === 'yes' ? 'yes' : 'no'] : value}`;
  });
  return said.length === 0 ? null : <Text className={styles.theirs}>{policyWords.theirs(said.join('; '))}</Text>;
}
