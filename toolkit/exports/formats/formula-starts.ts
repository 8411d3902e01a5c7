/** The characters by which a spreadsheet takes a text for a formula, also as wide ones. */
export const formulaStarts: readonly string[] = [...'=+-@\t\n\r＝＋－＠']
