import {
  Badge,
  Checkbox,
  FluentProvider,
  Link,
  Table,
  TableBody,
  TableCell,
  TableHeader,
  TableHeaderCell,
  TableRow,
  teamsLightTheme,
} from '@fluentui/react-components';
import { useEffect, useState } from 'react';
import { createRoot } from 'react-dom/client';

interface Row {
  request: string;
  visitor: string;
  statusLabel: string;
  department: { name: string };
  sponsor: { name: string };
  validFrom?: string;
  validTo?: string;
  since: string;
}

const heads = ['', 'Visitor', 'Status', 'Department', 'Dates', 'Sponsor', 'Changed'];

/** The least that shows the same rows with Fluent UI: its table, a token, and one call for the rows. */
function Page() {
  const [rows, setRows] = useState<Row[]>([]);
  useEffect(() => {
    void load().then(setRows);
  }, []);
  return (
    <FluentProvider theme={teamsLightTheme}>
      <Table aria-label="Requests">
        <TableHeader>
          <TableRow>
            {heads.map((head) => (
              <TableHeaderCell key={head}>{head}</TableHeaderCell>
            ))}
          </TableRow>
        </TableHeader>
        <TableBody>
          {rows.map((row) => (
            <TableRow key={row.request}>
              <TableCell>
                <Checkbox aria-label={row.visitor} />
              </TableCell>
              <TableCell>
                <Link as="button" data-opens={row.request}>
                  {row.visitor}
                </Link>
                {row.request}
              </TableCell>
              <TableCell>
                <Badge>{row.statusLabel}</Badge>
              </TableCell>
              <TableCell>{row.department.name}</TableCell>
              <TableCell>
                {row.validFrom} – {row.validTo}
              </TableCell>
              <TableCell>
                <Link as="button">{row.sponsor.name}</Link>
              </TableCell>
              <TableCell>{row.since}</TableCell>
            </TableRow>
          ))}
        </TableBody>
      </Table>
    </FluentProvider>
  );
}

async function load(): Promise<Row[]> {
  const { token } = (await (await fetch('/token', { method: 'POST' })).json()) as { token: string };
  const answer = await fetch('/rows', { method: 'POST', headers: { authorization: `Bearer ${token}` } });
  return ((await answer.json()) as { rows: Row[] }).rows;
}

createRoot(document.getElementById('root')!).render(<Page />);
