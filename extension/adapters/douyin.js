// Douyin: creator.douyin.com (video, image, article; old and new addresses) and comments on www.douyin.com.
// To try by hand: https://creator.douyin.com/creator-micro/content/upload , a video's page on https://www.douyin.com/

(globalThis.shenyanAdapters ??= []).push({
  id: 'douyin',
  hosts: ['douyin.com'],
  avoid: /^\/(chat|im|message)\b/,
  compose: /\/content\/(post|publish)/,
  enterPublishes: /^(www\.)?douyin\.com$/,
  post: /作品(简介|描述)|作品簡介/,
  body: /作品(简介|描述)|作品簡介|[简簡]介|描述|正文|分享|[说說][点點说說]|[写寫][点點下]|[记記][录錄]|想法|心情|[动動][态態]|此刻|description|share|write/i,
  title: /标题|標題|题目|題目|摘要|title|headline/i,
  comment: /评论|評論|回复|回覆|善语|留下|留言|弹幕|comment|reply/i,
  not: /搜索|搜尋|搜一搜|私信|私訊|私聊|[发發]消息|[输輸]入消息|[验驗][证證][码碼]|手[机機][号號]|密[码碼]|意[见見]反[馈饋]|合集|地理位置|位置|日期|昵称|暱稱|search|password/i,
  stable: '.zone-container, .editor-kit-container, .ProseMirror, [data-slate-editor], .public-DraftEditor-content, [data-e2e*="input"] *',
  publish: ['发送', '发布', '提交', '发表', '发出', '投稿', '發送', '發佈', '發布', '發表', 'send', 'post', 'publish', 'submit'],
  answer: ['评论', '回复', '发布评论', '发表评论', '发送评论', '发表回复', '評論', '回覆', '發佈評論', '發布評論', '發表評論', '發送評論', '發表回覆', 'comment', 'reply'],
  step: ['下一步', 'next'],
  lead: ['立即', '马上', '馬上', '现在', '現在', '确认', '確認', '确定', '確定', '直接', '继续', '繼續', '仍要', '仍然', '一键', '一鍵', '公开', '公開', '点击', '點擊', '我要', '立刻'],
  tail: ['作品', '动态', '動態', '文章', '帖子', '貼文', '笔记', '筆記', '内容', '內容', '回帖', 'now'],
  iconTail: ['视频', '图文', '按钮', '提交', '评论按钮', '微博按钮', '作品按钮'],
  marks: ['send', 'publish', 'submit', 'post', 'commentpost'],
  remove: ['删除', '移除', '刪除', '×', '✕', '✖', 'remove', 'delete', 'del', 'close', 'cross'],
});
