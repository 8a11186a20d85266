import { readFile } from 'node:fs/promises';
import { Language, type Node, Parser } from 'web-tree-sitter';

/** What a literal in Bicep becomes; anything that is computed stays as its text. */
export type Value = string | number | boolean | Value[] | { [name: string]: Value } | Computed;

export class Computed {
  constructor(readonly text: string) {}
}

export interface Declaration {
  kind: 'resource' | 'module' | 'variable' | 'parameter' | 'output';
  symbol: string;
  /** `Microsoft.Web/sites@2024-04-01`, or the path of a module; empty for the rest. */
  type: string;
  body?: Value;
  /** It is there where this holds. */
  condition?: string;
  /** It is not made here, but there already. */
  isExisting?: true;
  /** Has the decorator `@secure()`: what it holds is left out of what a deployment shows. */
  isSecure: boolean;
}

export interface Bicep {
  /** Every place that the grammar could not read, as `line: text`. */
  faults: string[];
  declarations: Declaration[];
}

let parser: Promise<Parser> | undefined;

/** Reads a Bicep file without a compiler: its syntax is checked, its types are not. */
export async function parseBicep(path: string): Promise<Bicep> {
  return await parseBicepText(await readFile(path, 'utf8'));
}

/** The same, of a file's text. */
export async function parseBicepText(text: string): Promise<Bicep> {
  parser ??= loadParser();
  const tree = (await parser).parse(text);
  if (!tree) throw new Error('no tree');
  const root = tree.rootNode;
  return { faults: faultsIn(root), declarations: root.namedChildren.flatMap((node) => (node ? (declaration(node) ?? []) : [])) };
}

/** The grammar is WebAssembly, so that nothing has to be built on the machine. */
async function loadParser(): Promise<Parser> {
  await Parser.init();
  const language = await Language.load(await readFile(require.resolve('tree-sitter-bicep/tree-sitter-bicep.wasm')));
  return new Parser().setLanguage(language);
}

function faultsIn(node: Node): string[] {
  const own = node.isError || node.isMissing ? [`${node.startPosition.row + 1}: ${node.text || `missing ${node.type}`}`] : [];
  return [...own, ...node.children.flatMap((child) => (child ? faultsIn(child) : []))];
}

function declaration(node: Node): Declaration | undefined {
  const kind = /^(resource|module|variable|parameter|output)_declaration$/.exec(node.type)?.[1] as Declaration['kind'] | undefined;
  const [symbol, ...rest] = named(node);
  if (!kind || !symbol) return undefined;
  const isTyped = kind === 'resource' || kind === 'module';
  const type = isTyped ? String(value(rest[0]!)) : '';
  const last = rest.at(-1);
  const isSecure = node.previousNamedSibling?.type === 'decorators' && /@secure\(\)/.test(node.previousNamedSibling.text);
  const condition = last?.type === 'if_statement' ? { condition: /^if \((.*?)\) \{/.exec(last.text)?.[1] ?? last.text } : {};
  const existing = isTyped && node.text.split('=')[0]?.trimEnd().endsWith(' existing') ? { isExisting: true as const } : {};
  return {
    kind,
    symbol: symbol.text,
    type,
    isSecure,
    ...condition,
    ...existing,
    ...(last && last.type !== 'type' ? { body: value(last) } : {}),
  };
}

function value(node: Node): Value {
  switch (node.type) {
    case 'object':
      return Object.fromEntries(named(node).map((property) => entry(property)));
    case 'array':
      return named(node).map(value);
    case 'number':
      return Number(node.text);
    case 'boolean':
      return node.text === 'true';
    case 'string':
      return named(node).some((part) => part.type !== 'string_content') ? new Computed(node.text) : node.text.slice(1, -1);
    case 'if_statement':
      return value(named(node).at(-1)!);
    case 'for_statement':
      return value(node.childForFieldName('body')!);
    default:
      return new Computed(node.text);
  }
}

function entry(property: Node): [string, Value] {
  const [name, held] = named(property);
  return [name!.type === 'string' ? name!.text.slice(1, -1) : name!.text, value(held!)];
}

function named(node: Node): Node[] {
  return node.namedChildren.filter((child): child is Node => child !== null && child.type !== 'comment');
}
