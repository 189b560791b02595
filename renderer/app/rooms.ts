/**
 * The rooms in the order of the year. A room's number is its Alt key; what has none stands below the line.
 * Rooms without a screen (screens.tsx) are not listed anywhere.
 */
export const rooms = [
  { id: 'desk', key: 'Home', name: '工作台', short: '首页' },
  { id: 'scheme', key: '1', name: '方案与计划', short: '方案' },
  { id: 'pledge', key: '2', name: '公开承诺', short: '承诺' },
  { id: 'analysis', key: '4', name: '党性分析', short: '分析' },
  { id: 'review', key: '5', name: '民主评议', short: '评议' },
  { id: 'massReview', key: '6', name: '群众评议', short: '群评' },
  { id: 'archive', key: '0', name: '档案盒', short: '档案' },
  { id: 'roster', key: '', name: '党员名册', short: '名册' },
  { id: 'papers', key: '', name: '文书样式', short: '文书' },
  { id: 'safety', key: '', name: '数据安全', short: '安全' },
  { id: 'settings', key: '', name: '设置', short: '设置' },
] as const

export type Room = (typeof rooms)[number]
export type RoomId = Room['id']

export function roomOf(id: RoomId): Room {
  const room = rooms.find((each) => each.id === id)
  if (room === undefined) throw new Error(`no room ${id}`)
  return room
}

export function isRoomId(value: string): value is RoomId {
  return rooms.some((room) => room.id === value)
}
