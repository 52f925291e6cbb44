/** What a replaced item is. */
export type ItemKind =
  | 'phone'
  | 'email'
  | 'id_card'
  | 'bank_card'
  | 'plate'
  | 'address'
  | 'name'
  | 'id'
  | 'account'
  | 'order'

/** Personal data found in a text: [start, end) in UTF-16 units of the text that was searched. */
export interface Item {
  kind: ItemKind
  start: number
  end: number
  /** The same for every way of writing the same item. */
  key: string
}
