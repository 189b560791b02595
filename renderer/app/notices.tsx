import { CloseOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import { dropNotice, useNotices } from './session'
import './frame.css'

/** What was repaired or found on the way, until it is put away: nothing is mended behind the person's back. */
export function Notices() {
  const notices = useNotices()
  return notices.map((notice) => (
    <div key={notice.id} className="strip" role="status">
      <p>{notice.text}</p>
      <Button type="text" icon={<CloseOutlined />} aria-label={`知道了：${notice.text}`} title="知道了" onClick={() => dropNotice(notice.id)} />
    </div>
  ))
}
