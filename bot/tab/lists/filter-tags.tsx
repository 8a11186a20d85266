import { Button, makeStyles, Tag, TagGroup, tokens } from '@fluentui/react-components';
import type { ListFilter } from '../../channels/tab/list-contract';
import { filterWords, listWords } from '../words';
import { type FilterNames, filterTags, withFilter } from './filters';

const useStyles = makeStyles({
  tags: { display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: tokens.spacingHorizontalS, paddingBottom: tokens.spacingVerticalM },
  group: { flexWrap: 'wrap', rowGap: tokens.spacingVerticalXS },
});

interface FilterTagsProps {
  filter: ListFilter;
  names: FilterNames;
  onFilter: (filter: ListFilter) => void;
  onClear: () => void;
}

export function FilterTags({ filter, names, onFilter, onClear }: FilterTagsProps) {
  const styles = useStyles();
  return (
    <div className={styles.tags}>
      <TagGroup
        size="small"
        className={styles.group}
        aria-label={filterWords.active}
        onDismiss={(_event, { value }) => onFilter(withFilter(filter, value as keyof ListFilter, undefined))}
      >
        {filterTags(filter, names).map(({ name, words }) => (
          <Tag key={name} value={name} dismissible dismissIcon={{ 'aria-label': filterWords.remove, role: 'img' }}>
            {words}
          </Tag>
        ))}
      </TagGroup>
      <Button size="small" appearance="subtle" onClick={onClear}>
        {listWords.clearFilters}
      </Button>
    </div>
  );
}
