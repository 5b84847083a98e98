// Weibo: weibo.com (new and legacy), m.weibo.cn, card.weibo.com. Facts only; content/ acts on them.
// To try by hand: https://weibo.com/ , /upload/channel, a post's page, https://card.weibo.com/article/v5/editor

(globalThis.shenyanAdapters ??= []).push({
  id: 'weibo',
  hosts: ['weibo.com', 'weibo.cn'],
  avoid: /^\/(chat|message|im)\b|^api\./,
  compose: /^\/(compose|upload)\b|\/editor\b/,
  enterPublishes: /^$/,
  post: /新鲜事|新鮮事|微博输入框/,
  body: /新鲜事|新鮮事|分享|告[诉訴]大家|微博输入框|正文|有什[么麼]|[说說][点點说說]|[写寫][点點下]|[记記][录錄]|想法|心情|[动動][态態]|此刻|what'?s (new|happening)|share|write/i,
  title: /标题|標題|题目|題目|导语|導語|摘要|简介|title|headline/i,
  comment: /评论|評論|回复|回覆|留言|comment|reply/i,
  not: /搜索|搜尋|搜一搜|大家都在搜|私信|私訊|私聊|[发發]消息|[输輸]入消息|[验驗][证證][码碼]|手[机機][号號]|密[码碼]|意[见見]反[馈饋]|地理位置|日期|昵称|暱稱|备注|備註|search|password/i,
  stable: '[node-type="textEl"], .ProseMirror, .ck-editor__editable, [data-e2e*="input"]',
  publish: ['发送', '发布', '提交', '发表', '发出', '投稿', '發送', '發佈', '發布', '發表', 'send', 'post', 'publish', 'submit', '发微博', '发博'],
  answer: ['评论', '回复', '发布评论', '发表评论', '发送评论', '发表回复', '转发', '评论并转发', '转发并评论', '評論', '回覆', '發佈評論', '發布評論', '發表評論', '發送評論', '發表回覆', '轉發', '評論並轉發', '轉發並評論', 'comment', 'reply', 'repost'],
  step: ['下一步', 'next'],
  lead: ['立即', '马上', '馬上', '现在', '現在', '确认', '確認', '确定', '確定', '直接', '继续', '繼續', '仍要', '仍然', '一键', '一鍵', '公开', '公開', '点击', '點擊', '我要', '立刻'],
  tail: ['微博', '动态', '動態', '文章', '帖子', '貼文', '笔记', '筆記', '内容', '內容', '回帖', 'now'],
  iconTail: ['视频', '图文', '按钮', '提交', '评论按钮', '微博按钮', '作品按钮'],
  marks: ['send', 'publish', 'submit', 'post'],
  remove: ['删除', '移除', '刪除', '×', '✕', '✖', 'remove', 'delete', 'del', 'close', 'cross'],
});
