import { Button, Checkbox, makeStyles, tokens } from '@fluentui/react-components';
import { useState } from 'react';
import { columnNames, listWords } from '../words';
import { type OptionalColumn, optionalColumns } from './columns';

const useStyles = makeStyles({
  choice: { display: 'flex', flexWrap: 'wrap', alignItems: 'center', columnGap: tokens.spacingHorizontalM },
  columns: { display: 'flex', flexWrap: 'wrap', margin: 0, padding: 0, border: 'none' },
});

interface ColumnChoiceProps {
  chosen: readonly OptionalColumn[];
  onChoose(columns: readonly OptionalColumn[]): void;
}

/** Chooses the optional columns. Not a Fluent menu, which would enlarge the first load. */
export function ColumnChoice({ chosen, onChoose }: ColumnChoiceProps) {
  const styles = useStyles();
  const [isOpen, setOpen] = useState(false);
  return (
    <div className={styles.choice}>
      <Button size="small" appearance="subtle" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
        {listWords.columns}
      </Button>
      {isOpen && (
        <fieldset className={styles.columns} aria-label={listWords.columns}>
          {optionalColumns.map((column) => (
            <Checkbox
              key={column}
              label={columnNames[column]}
              checked={chosen.includes(column)}
              onChange={(_event, { checked }) => onChoose(checked === true ? [...chosen, column] : chosen.filter((one) => one !== column))}
            />
          ))}
        </fieldset>
      )}
    </div>
  );
}
