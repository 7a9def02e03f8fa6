import ts from "typescript";

/**
 * One import of a source file. `typesOnly` when nothing of it is left at run time.
 *
 * @typedef {{ specifier: string, line: number, typesOnly: boolean }} Import
 */

/**
 * Every module that a source file names: imports, re-exports, `import()` as an
 * expression and as a type.
 *
 * @param {string} path Decides the dialect by its extension.
 * @param {string} text
 * @returns {Import[]}
 */
export function findImports(path, text) {
  const source = ts.createSourceFile(path, text, ts.ScriptTarget.Latest, false);
  /** @type {Import[]} */
  const found = [];
  /** @param {ts.Node | undefined} specifier @param {boolean} typesOnly */
  const add = (specifier, typesOnly) => {
    if (specifier === undefined || !ts.isStringLiteralLike(specifier)) return;
    const { line } = source.getLineAndCharacterOfPosition(specifier.getStart(source));
    found.push({ specifier: specifier.text, line: line + 1, typesOnly });
  };
  /** @param {ts.Node} node */
  const visit = (node) => {
    if (ts.isImportDeclaration(node)) add(node.moduleSpecifier, importsTypesOnly(node));
    else if (ts.isExportDeclaration(node)) add(node.moduleSpecifier, node.isTypeOnly);
    else if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument)) add(node.argument.literal, true);
    else if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword)
      add(node.arguments[0], false);
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

/**
 * `import { type A } from` still loads the module, so only `import type` counts as types.
 *
 * @param {ts.ImportDeclaration} node
 */
function importsTypesOnly(node) {
  return node.importClause?.isTypeOnly === true;
}
